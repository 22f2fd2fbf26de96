#include "app/runtime/command_json.h"
#include "app/runtime/instance.h"
#include "app/runtime/local_socket.h"
#include "app/runtime/status_json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rowcast;
using namespace rowcast::app;

class TestLocalSocket : public QObject {
    Q_OBJECT
private slots:
    void init();
    void everyCommandSurvivesTheWire();
    void statusIsAnsweredAtOnce();
    void commandsAreAnsweredWhenDone();
    void answersGoToWhoAsked();
    void refusesWhatItDoesNotKnow();
    void hangsUpOnNoise();
    void isOpenToItsUserOnly();
    void takesOverWhatADeadInstanceLeft();
    void longPathsListenElsewhere();
    void lockIsHeldByOne();

private:
    QJsonObject ask(QLocalSocket& socket, const QByteArray& line);

    std::unique_ptr<QTemporaryDir> dir_;
    std::unique_ptr<LocalSocket> server_;
};

void TestLocalSocket::init() {
    dir_ = std::make_unique<QTemporaryDir>();
    server_ = std::make_unique<LocalSocket>();
    QVERIFY(server_->listen(dir_->path()));
}

QJsonObject TestLocalSocket::ask(QLocalSocket& socket, const QByteArray& line) {
    socket.connectToServer(socketPath(dir_->path()));
    socket.write(line + '\n');
    (void)QTest::qWaitFor([&socket] { return socket.canReadLine(); });
    return QJsonDocument::fromJson(socket.readLine()).object();
}

void TestLocalSocket::everyCommandSurvivesTheWire() {
    QuestionMap map{FormId("f"), QStringLiteral("Form"), {}};
    map.entries.push_back({QuestionId("q"), QStringLiteral("Größe?"), QuestionType::Number, false});
    const auto again = [](const CommandKind& kind) { return commandFrom(toJson(kind)); };
    QVERIFY(std::holds_alternative<Pause>(*again(Pause{})));
    QVERIFY(std::holds_alternative<Resume>(*again(Resume{})));
    QVERIFY(std::holds_alternative<Quit>(*again(Quit{})));
    QVERIFY(std::get<SaveMap>(*again(SaveMap{map})).map == map);
    const auto mend = std::get<Mend>(*again(Mend{FormId("f"), Choice::PickAnother, QStringLiteral("link")}));
    QVERIFY(mend.form == FormId("f") && mend.choice == Choice::PickAnother);
    QCOMPARE(mend.argument, QStringLiteral("link"));
    const auto set = std::get<SetSetting>(*again(SetSetting{QStringLiteral("k"), QStringLiteral("v")}));
    QCOMPARE(set.key + set.value, QStringLiteral("kv"));
}

void TestLocalSocket::statusIsAnsweredAtOnce() {
    Status status;
    status.pipeline = QStringLiteral("Forms");
    status.activity = Activity::CatchingUp;
    status.forms.resize(1);
    status.forms[0].blocked = Error{Remedy::PickFile, QStringLiteral("Gone."), {}, {}, {Choice::Recreate}};
    server_->setStatus(status);
    QLocalSocket socket;
    const QJsonObject answer = ask(socket, R"({"id":"a","ask":"status"})");
    QCOMPARE(answer.value(QLatin1String("id")).toString(), QStringLiteral("a"));
    const QJsonObject said = answer.value(QLatin1String("status")).toObject();
    QCOMPARE(said.value(QLatin1String("activity")).toString(), QStringLiteral("catching-up"));
    const QJsonObject form = said.value(QLatin1String("forms")).toArray().at(0).toObject();
    const Error error = errorFrom(form.value(QLatin1String("blocked")).toObject());
    QVERIFY(error.what == u"Gone." && error.choices == std::vector{Choice::Recreate});
}

void TestLocalSocket::commandsAreAnsweredWhenDone() {
    QSignalSpy commands(server_.get(), &LocalSocket::command);
    QLocalSocket socket;
    socket.connectToServer(socketPath(dir_->path()));
    socket.write("{\"id\":7,\"command\":{\"name\":\"pause\"}}\n");
    QTRY_COMPARE(commands.count(), 1);
    const auto command = commands.first().first().value<Command>();
    QVERIFY(std::holds_alternative<Pause>(command.kind));
    QVERIFY(!socket.canReadLine());
    server_->done({command.id + 1, {}, QStringLiteral("someone else's")});
    server_->done({command.id, {}, QStringLiteral("Paused.")});
    QTRY_VERIFY(socket.canReadLine());
    const QJsonObject answer = QJsonDocument::fromJson(socket.readLine()).object();
    QCOMPARE(answer.value(QLatin1String("id")).toInt(), 7);
    QCOMPARE(answer.value(QLatin1String("message")).toString(), QStringLiteral("Paused."));
}

void TestLocalSocket::answersGoToWhoAsked() {
    QSignalSpy queries(server_.get(), &LocalSocket::query);
    QLocalSocket one;
    QLocalSocket two;
    for (QLocalSocket* socket : {&one, &two}) {
        socket->connectToServer(socketPath(dir_->path()));
        socket->write("{\"id\":1,\"query\":{\"name\":\"sheet-rows\",\"form\":\"f\",\"newest\":9999}}\n");
    }
    QTRY_COMPARE(queries.count(), 2);
    QCOMPARE(std::get<SheetRows>(queries[0][0].value<Query>().kind).newest, 500);
    QueryPage page;
    page.id = queries[1][0].value<Query>().id;
    page.header = {QStringLiteral("Name")};
    page.firstRow = 2;
    server_->answered(page);
    QTRY_VERIFY(one.canReadLine() != two.canReadLine());
}

void TestLocalSocket::refusesWhatItDoesNotKnow() {
    QSignalSpy commands(server_.get(), &LocalSocket::command);
    QLocalSocket socket;
    const QJsonObject answer = ask(socket, R"({"id":1,"command":{"name":"explode"}})");
    const QJsonObject error = answer.value(QLatin1String("error")).toObject();
    QVERIFY(error.value(QLatin1String("what")).toString().contains(u"explode"));
    QCOMPARE(commands.count(), 0);
}

void TestLocalSocket::hangsUpOnNoise() {
    QLocalSocket socket;
    QSignalSpy ended(&socket, &QLocalSocket::disconnected);
    socket.connectToServer(socketPath(dir_->path()));
    socket.write("GET / HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(ended.count(), 1);
}

void TestLocalSocket::isOpenToItsUserOnly() {
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFileInfo(socketPath(dir_->path())).permissions() & others));
}

void TestLocalSocket::takesOverWhatADeadInstanceLeft() {
    server_.reset();
    QFile left(socketPath(dir_->path()));
    QVERIFY(left.open(QIODevice::WriteOnly));
    LocalSocket next;
    QVERIFY(next.listen(dir_->path()));
}

void TestLocalSocket::longPathsListenElsewhere() {
    const QString deep = dir_->path() + QStringLiteral("/") + QString(120, u'x');
    QVERIFY(QDir().mkpath(deep));
    QVERIFY(!socketPath(deep).startsWith(deep));
    LocalSocket socket;
    const auto listening = socket.listen(deep);
    QVERIFY2(listening, listening ? "" : qPrintable(listening.error().detail));
}

void TestLocalSocket::lockIsHeldByOne() {
    auto first = InstanceLock::take(dir_->path());
    QVERIFY(first && *first);
    const auto second = InstanceLock::take(dir_->path());
    QVERIFY(second && !*second);
    first->reset();
    const auto third = InstanceLock::take(dir_->path());
    QVERIFY(third && *third);
}

QTEST_GUILESS_MAIN(TestLocalSocket)
#include "tst_local_socket.moc"
