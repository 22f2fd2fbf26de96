#include "core/sandbox/local_google.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

struct Answered {
    int status = 0;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    Json json;
};

class Caller {
public:
    explicit Caller(LocalGoogle& google)
        : m_google(google), m_token(google.issueToken("ada@example.org", {"drive"})) {}

    Answered send(const char* verb, const std::string& path, const std::string& body = {}) {
        QNetworkRequest request(QUrl(QString::fromStdString(m_google.rootUrl() + path)));
        request.setRawHeader("Authorization", QByteArray::fromStdString("Bearer " + m_token));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/json"));
        QScopedPointer<QNetworkReply> reply(
            m_manager.sendCustomRequest(request, verb, QByteArray::fromStdString(body)));
        QSignalSpy finished(reply.data(), &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(10'000)) return {};
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->error(),
                parseJson(reply->readAll().toStdString())};
    }
    std::string newBook() {
        return send("POST", "/drive/v3/files", R"({"mimeType":"application/vnd.google-apps.spreadsheet"})")
            .json["id"]
            .asString();
    }

private:
    LocalGoogle& m_google;
    std::string m_token;
    QNetworkAccessManager m_manager;
};

FaultPlan script(std::vector<Fault> faults) {
    FaultPlan plan;
    plan.script = std::move(faults);
    return plan;
}

constexpr auto kOneRow = R"({"requests":[{"appendCells":{"fields":"userEnteredValue","rows":[{"values":[
    {"userEnteredValue":{"stringValue":"007"}}]}]}}]})";

} // namespace

class TestLocalGoogle : public QObject {
    Q_OBJECT
private slots:
    void answersOverHttp() {
        LocalGoogle google;
        QVERIFY(google.start());
        Caller caller(google);
        const auto book = caller.newBook();
        QCOMPARE(caller.send("POST", "/v4/spreadsheets/" + book + ":batchUpdate", kOneRow).status, 200);
        const auto read = caller.send("GET", "/v4/spreadsheets/" + book + "/values/Sheet1!A%31");
        QCOMPARE(write(read.json["values"]), std::string(R"([["007"]])"));
    }

    void aResetIsNotApplied() {
        LocalGoogle google;
        QVERIFY(google.start());
        Caller caller(google);
        const auto book = caller.newBook();
        FaultPlan plan;
        plan.share[Fault::Reset] = 1; // Qt repeats a POST by itself: every copy is reset
        google.setFaults(plan);
        const auto cut = caller.send("POST", "/v4/spreadsheets/" + book + ":batchUpdate", kOneRow);
        QVERIFY(cut.error != QNetworkReply::NoError);
        QCOMPARE(cut.status, 0);
        google.setFaults({});
        QVERIFY(!caller.send("GET", "/v4/spreadsheets/" + book + "/values/Sheet1").json.has("values"));
    }

    void aLostReplyWasApplied() {
        LocalGoogle google;
        QVERIFY(google.start());
        Caller caller(google);
        const auto book = caller.newBook();
        google.setFaults(script({Fault::Lost}));
        std::ignore = caller.send("POST", "/v4/spreadsheets/" + book + ":batchUpdate", kOneRow);
        const auto read = caller.send("GET", "/v4/spreadsheets/" + book + "/values/Sheet1");
        QVERIFY(!read.json["values"].items().empty());
    }

    void halfABodyIsAnErrorToTheClient() {
        LocalGoogle google;
        QVERIFY(google.start());
        Caller caller(google);
        const auto book = caller.newBook();
        google.setFaults(script({Fault::Half}));
        const auto half = caller.send("GET", "/v4/spreadsheets/" + book);
        QVERIFY(half.error != QNetworkReply::NoError);
        QCOMPARE(half.status, 200);
    }

    void slowRepliesComeLate() {
        LocalGoogle google;
        QVERIFY(google.start());
        Caller caller(google);
        auto plan = script({Fault::Slow});
        plan.slow = Millis(150);
        google.setFaults(plan);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(caller.send("GET", "/drive/v3/files").status, 200);
        QVERIFY(timer.elapsed() >= 150);
    }

    void severalRunAtOnce() {
        LocalGoogle one, two;
        QVERIFY(one.start());
        QVERIFY(two.start());
        QVERIFY(one.port() != two.port());
        Caller caller(one);
        const auto book = caller.newBook();
        QCOMPARE(caller.send("GET", "/v4/spreadsheets/" + book).status, 200);
        QCOMPARE(Caller(two).send("GET", "/v4/spreadsheets/" + book).status, 404);
    }

    void aTakenPortIsSaid() {
        LocalGoogle one;
        QVERIFY(one.start());
        Options options;
        options.port = one.port();
        LocalGoogle two(options);
        const auto started = two.start();
        QVERIFY(!started);
        QVERIFY(started.error().remedy == Remedy::FixSettings);
    }

    void stopsWhileClientsHoldConnections() {
        QTcpSocket socket;
        {
            LocalGoogle google;
            QVERIFY(google.start());
            socket.connectToHost(QStringLiteral("127.0.0.1"), google.port());
            QVERIFY(socket.waitForConnected(5000));
        }
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }
};

QTEST_GUILESS_MAIN(TestLocalGoogle)
#include "tst_local_google.moc"
