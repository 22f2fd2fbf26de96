#include "tests/app/google_rig.h"

#include "core/kafka/producer.h"
#include "core/settings/settings_file.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QProcess>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

namespace rowcast::app {

namespace {

const QString kTopic = QStringLiteral("forms");
constexpr int kPatience = 40'000;

} // namespace

GoogleRig::GoogleRig(sandbox::Options options, Kafka kafka)
    : broker_(*kafka::EmbeddedBroker::start()), google_([&options] {
          options.quota.enabled = false;
          return options;
      }()) {
    if (!google_.start() || !broker_->createTopic(kTopic.toStdString(), 2)) qFatal("no Kafka, or no Google");
    qunsetenv("GOOGLE_APPLICATION_CREDENTIALS");
    QMap<QString, QString> values{
        {QStringLiteral("kafka.properties.session.timeout.ms"), QStringLiteral("6000")},
        {QStringLiteral("google.endpoint"), QString::fromStdString(google_.rootUrl())},
        {QStringLiteral("google.index_wait"), QStringLiteral("0")},
        {QStringLiteral("form.unknown"), QStringLiteral("guess")},
        {QStringLiteral("google.writes_per_minute"), QStringLiteral("10000")},
        {QStringLiteral("google.reads_per_minute"), QStringLiteral("10000")}};
    if (kafka == Kafka::Set) {
        values.insert(QStringLiteral("kafka.servers"), broker_->servers());
        values.insert(QStringLiteral("kafka.topics"), kTopic);
    }
    const auto settings = settings::Settings::from(values);
    if (!settings || !settings::SettingsFile(dir_.path()).save(*settings)) qFatal("no settings");
}

GoogleRig::~GoogleRig() {
    stop();
}

void GoogleRig::start() {
    stop();
    const auto settings = settings::SettingsFile(dir_.path()).load();
    runtime_ = std::make_unique<Runtime>(
        DeliveryConfig{dir_.path(), QStringLiteral("rowcast.db"), *settings, {}, false});
    QObject::connect(runtime_.get(), &Runtime::statusChanged, &browser_, [this](const Status& status) {
        status_ = status;
        const QUrl asked = status.google.consent ? status.google.consent->url : QUrl();
        if (!asked.isEmpty() && asked != seen_) browse(asked);
        seen_ = asked;
    });
    QObject::connect(runtime_.get(), &Runtime::done, &browser_,
                     [this](const CommandResult& result) { answers_[result.id] = result; });
    QVERIFY(runtime_->start());
}

void GoogleRig::stop() {
    if (!runtime_) return;
    bool stopped = false;
    QObject::connect(runtime_.get(), &Runtime::stopped, &browser_, [&stopped] { stopped = true; });
    runtime_->stop();
    static_cast<void>(QTest::qWaitFor([&stopped] { return stopped; }, kPatience));
    runtime_.reset();
}

void GoogleRig::browse(const QUrl& url) {
    if (person_.isEmpty()) return;
    QByteArray more = "&approve=1&account=" + person_.toUtf8();
    for (const QString& id : picks_)
        more += "&pick=" + id.toUtf8();
    browser_.get(
        QNetworkRequest(QUrl::fromEncoded(url.toEncoded() + more))); // follows to the loopback address
}

CommandResult GoogleRig::ask(const CommandKind& kind) {
    const std::uint64_t id = ++lastCommand_;
    runtime_->command({id, kind});
    if (!QTest::qWaitFor([&] { return answers_.contains(id); }, kPatience))
        qWarning("a command without an answer");
    return answers_[id];
}

QString GoogleRig::say(const CommandKind& kind) {
    const CommandResult result = ask(kind);
    return result.error ? result.error->what : result.message;
}

void GoogleRig::useClient(bool testing) {
    const auto answer = ask(UseOAuthClient{Secret(QByteArray::fromStdString(google_.issueClient(testing)))});
    if (answer.error) qWarning() << answer.error->what;
}

void GoogleRig::respond(const QString& form, int number) {
    KafkaConfig config;
    config.servers = broker_->servers();
    kafka::Producer producer;
    QVERIFY(producer.open(config));
    const QString id = QStringLiteral("%1-%2").arg(form).arg(number);
    const QString value =
        QStringLiteral(R"({"formId":"%1","responseId":"%2","q":"answer %3"})").arg(form, id).arg(number);
    QVERIFY(
        producer.send({1, kTopic.toStdString(), id.toStdString(), value.toStdString(), {}, std::nullopt}));
    QVERIFY(QTest::qWaitFor([&] { return producer.underWay() == 0; }, kPatience));
}

std::map<QString, QStringList> GoogleRig::rows() {
    std::map<QString, QStringList> all;
    google_.people([&all](sandbox::People& people) {
        for (const sandbox::FileLine& file : people.files()) {
            if (file.trashed || file.mimeType != "application/vnd.google-apps.spreadsheet" ||
                file.name == "Rowcast index")
                continue;
            QStringList& ids = all[QString::fromStdString(file.name)];
            const auto cells = people.rows(file.id, people.tabs(file.id).front());
            for (std::size_t row = 1; row < cells.size(); ++row)
                ids << QString::fromStdString(cells[row].size() > 1 ? cells[row][1] : std::string());
        }
    });
    return all;
}

bool GoogleRig::delivered(const QString& form, int number) {
    static_cast<void>(QTest::qWaitFor([&] { return rows()[form].size() >= number; }, kPatience));
    QStringList ids = rows()[form];
    const auto all = ids.size();
    ids.removeDuplicates();
    if (all != number || ids.size() != number)
        qWarning() << form << "has" << all << "rows," << ids.size() << "different ones;" << problems();
    return all == number && ids.size() == number;
}

QString GoogleRig::problems() const {
    QStringList all;
    for (const Problem& one : status_.problems)
        all << one.id + QStringLiteral(": ") + one.error.what + u' ' + one.error.detail;
    return all.join(u'\n');
}

const Problem* GoogleRig::problem(const char* id) const {
    for (const Problem& one : status_.problems)
        if (one.id == QLatin1String(id)) return &one;
    return nullptr;
}

const CheckLine* GoogleRig::line(const char* id) const {
    for (const CheckLine& one : status_.google.check)
        if (one.id == QLatin1String(id)) return &one;
    return nullptr;
}

QByteArray GoogleRig::robotKey(const char* email) {
    return QByteArray::fromStdString(google_.issueServiceAccountKey(email));
}

Secret keptInKeychain(const QString& email) {
    secrets::Keychain keychain;
    Result<Secret> got;
    bool answered = false;
    QObject here;
    keychain.read(secrets::googleAccountKey(email), &here, [&](const Result<Secret>& secret) {
        got = secret;
        answered = true;
    });
    static_cast<void>(QTest::qWaitFor([&answered] { return answered; }, 20'000));
    return got ? *got : Secret();
}

QString bus(const QStringList& words) {
    QProcess send;
    send.start(QStringLiteral("dbus-send"),
               QStringList{QStringLiteral("--session"), QStringLiteral("--print-reply")} + words);
    return send.waitForFinished() ? QString::fromUtf8(send.readAllStandardOutput()) : QString();
}

} // namespace rowcast::app
