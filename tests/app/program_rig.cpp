#include "tests/app/program_rig.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

namespace rowcast::app {

namespace {

constexpr int kPatienceMs = 90'000;
const QString kTopic = QStringLiteral("forms");

sandbox::Options options() {
    sandbox::Options options;
    options.serviceAccountsMayOwn = true;
    options.quota.enabled = false;
    return options;
}

} // namespace

ProgramRig::ProgramRig()
    : broker_(*kafka::EmbeddedBroker::start()), google_(std::make_unique<sandbox::LocalGoogle>(options())) {
    const bool ready =
        google_->start().has_value() && broker_->createTopic(kTopic.toStdString(), 2).has_value();
    Q_ASSERT(ready);
    QFile key(path(QStringLiteral("key.json")));
    if (ready && key.open(QIODevice::WriteOnly))
        key.write(QByteArray::fromStdString(google_->issueServiceAccountKey("robot@example.org")));
    environment_.insert(QStringLiteral("GOOGLE_APPLICATION_CREDENTIALS"), key.fileName());
    environment_.remove(QStringLiteral("DISPLAY"));
    environment_.remove(QStringLiteral("QT_QPA_PLATFORM"));
    token_ = google_->issueToken("robot@example.org", {"drive"});
}

std::unique_ptr<QProcess> ProgramRig::start(const QStringList& words) {
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment_);
    process->start(QStringLiteral(BINARY_ROOT "/rowcast"),
                   QStringList{QStringLiteral("--data-dir"), path(QStringLiteral("data"))} + words);
    return process;
}

Outcome ProgramRig::run(const QStringList& words, const QByteArray& input) {
    const auto process = start(words);
    process->write(input);
    process->closeWriteChannel();
    if (!process->waitForFinished(kPatienceMs)) process->kill();
    return {process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
            QString::fromUtf8(process->readAllStandardOutput()),
            QString::fromUtf8(process->readAllStandardError())};
}

void ProgramRig::configure() {
    const std::map<QString, QString> settings{
        {QStringLiteral("kafka.servers"), broker_->servers()},
        {QStringLiteral("kafka.topics"), kTopic},
        {QStringLiteral("google.endpoint"), QString::fromStdString(google_->rootUrl())},
        {QStringLiteral("google.index_wait"), QStringLiteral("0")},
        {QStringLiteral("form.unknown"), QStringLiteral("guess")},
        // The mock cluster lets a group wait that long for members that have left.
        {QStringLiteral("kafka.properties.session.timeout.ms"), QStringLiteral("6000")},
        {QStringLiteral("google.writes_per_minute"), QStringLiteral("10000")},
        {QStringLiteral("google.reads_per_minute"), QStringLiteral("10000")}};
    for (const auto& [key, value] : settings) {
        const Outcome set = run({QStringLiteral("config"), QStringLiteral("set"), key, value});
        QVERIFY2(set.code == 0, qPrintable(set.err));
    }
}

void ProgramRig::moveToAnotherCluster() {
    auto another = kafka::EmbeddedBroker::start();
    QVERIFY(another && (*another)->createTopic(kTopic.toStdString(), 2));
    broker_.swap(*another);
    const Outcome set = run({QStringLiteral("config"), QStringLiteral("set"), QStringLiteral("kafka.servers"),
                             broker_->servers()});
    QVERIFY2(set.code == 0, qPrintable(set.err));
}

bool ProgramRig::send(const QString& forms, int count, const QStringList& more) {
    const Outcome sent = run(QStringList{QStringLiteral("send"), QStringLiteral("--forms"), forms,
                                         QStringLiteral("--count"), QString::number(count)} +
                             more);
    if (sent.code != 0) qWarning() << sent.err;
    return sent.code == 0;
}

QJsonObject ProgramRig::status() {
    return QJsonDocument::fromJson(run({QStringLiteral("status"), QStringLiteral("--json")}).out.toUtf8())
        .object();
}

QJsonObject ProgramRig::get(const QString& target) {
    const auto response =
        google_->handle({"GET", target.toStdString(), {}, "Bearer " + token_, {}}, wallNow());
    if (response.status != 200) qWarning() << target << response.status << response.body.c_str();
    return QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
}

std::map<QString, std::vector<QStringList>> ProgramRig::sheets() {
    std::map<QString, std::vector<QStringList>> sheets;
    const QJsonArray files =
        get(QStringLiteral(
                "/drive/v3/files?pageSize=1000&q=mimeType%3D'application/vnd.google-apps.spreadsheet'"
                "%20and%20trashed%3Dfalse"))
            .value(QLatin1String("files"))
            .toArray();
    for (const QJsonValue& file : files) {
        const QString name = file[QLatin1String("name")].toString();
        if (name.startsWith(u"Rowcast index")) continue;
        const QString id = file[QLatin1String("id")].toString();
        const QJsonArray rows = get(QStringLiteral("/v4/spreadsheets/%1/values/A1:ZZ").arg(id))
                                    .value(QLatin1String("values"))
                                    .toArray();
        for (const QJsonValue& row : rows) {
            QStringList cells;
            const QJsonArray values = row.toArray();
            for (const QJsonValue& cell : values)
                cells << cell.toVariant().toString();
            sheets[name].push_back(cells);
        }
    }
    return sheets;
}

QStringList ProgramRig::responseIds() {
    QStringList ids;
    for (const auto& [name, rows] : sheets()) {
        const auto column = rows.front().indexOf(QStringLiteral("Response ID"));
        for (std::size_t i = 1; i < rows.size(); ++i)
            ids << rows[i].value(column);
    }
    return ids;
}

} // namespace rowcast::app
