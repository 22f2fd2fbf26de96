#include "tests/app/runtime_rig.h"

#include "core/google/service_account.h"

#include <QTest>

namespace rowcast::app {

namespace {

const char* const kTopic = "forms";
constexpr int kPatience = 60'000;

sandbox::Options options() {
    sandbox::Options options;
    options.serviceAccountsMayOwn = true;
    options.quota.enabled = false;
    return options;
}

} // namespace

RuntimeRig::RuntimeRig(QMap<QString, QString> settings)
    : broker_(*kafka::EmbeddedBroker::start()), google_(options()) {
    if (!google_.start() || !broker_->createTopic(kTopic, 1)) qFatal("no Kafka, or no Google");
    settings.insert(QStringLiteral("kafka.servers"), broker_->servers());
    settings.insert(QStringLiteral("kafka.topics"), QString::fromLatin1(kTopic));
    settings.insert(QStringLiteral("kafka.properties.session.timeout.ms"), QStringLiteral("6000"));
    settings.insert(QStringLiteral("google.endpoint"), QString::fromStdString(google_.rootUrl()));
    settings.insert(QStringLiteral("google.index_wait"), QStringLiteral("0"));
    settings.insert(QStringLiteral("google.writes_per_minute"), QStringLiteral("10000"));
    settings.insert(QStringLiteral("google.reads_per_minute"), QStringLiteral("10000"));
    const auto checked = settings::Settings::from(settings);
    const auto key =
        google::parseServiceAccountKey(QByteArray::fromStdString(google_.issueServiceAccountKey()));
    KafkaConfig kafka;
    kafka.servers = broker_->servers();
    if (!checked || !key || !producer_.open(kafka)) qFatal("no settings, key or producer");
    settings_ = *checked;
    accounts_ = {*key};
}

RuntimeRig::~RuntimeRig() {
    stop();
}

void RuntimeRig::start() {
    stop();
    runtime_ = std::make_unique<Runtime>(
        DeliveryConfig{dir_.path(), QStringLiteral("rowcast.db"), settings_, accounts_, false});
    QObject::connect(runtime_.get(), &Runtime::statusChanged, &receiver_,
                     [this](const Status& status) { status_ = status; });
    QObject::connect(runtime_.get(), &Runtime::done, &receiver_,
                     [this](const CommandResult& result) { results_[result.id] = result; });
    QObject::connect(runtime_.get(), &Runtime::answered, &receiver_,
                     [this](const QueryPage& page) { pages_[page.id] = page; });
    QVERIFY(runtime_->start());
}

void RuntimeRig::stop() {
    if (!runtime_) return;
    bool stopped = false;
    QObject::connect(runtime_.get(), &Runtime::stopped, &receiver_, [&stopped] { stopped = true; });
    runtime_->stop();
    static_cast<void>(QTest::qWaitFor([&stopped] { return stopped; }, kPatience));
    runtime_.reset();
    status_ = {};
}

CommandResult RuntimeRig::ask(const CommandKind& kind) {
    const std::uint64_t id = ++last_;
    runtime_->command({id, kind});
    if (!QTest::qWaitFor([&] { return results_.contains(id); }, kPatience))
        qWarning("a command without an answer");
    return results_[id];
}

QueryPage RuntimeRig::query(const QueryKind& kind) {
    const std::uint64_t id = ++last_;
    runtime_->query({id, kind});
    if (!QTest::qWaitFor([&] { return pages_.contains(id); }, kPatience))
        qWarning("a query without an answer");
    return pages_[id];
}

void RuntimeRig::send(const QByteArray& value, const QByteArray& key) {
    QVERIFY(producer_.send({++last_, kTopic, key.toStdString(), value.toStdString(), {}, std::nullopt}));
}

std::vector<QStringList> RuntimeRig::sheet(const QString& name) {
    std::vector<QStringList> sheet;
    google_.people([&](sandbox::People& people) {
        for (const sandbox::FileLine& file : people.files()) {
            if (file.trashed || file.name != name.toStdString() ||
                file.mimeType != "application/vnd.google-apps.spreadsheet")
                continue;
            for (const auto& row : people.rows(file.id, people.tabs(file.id).front())) {
                QStringList cells;
                for (const std::string& cell : row)
                    cells << QString::fromStdString(cell);
                sheet.push_back(cells);
            }
        }
    });
    return sheet;
}

bool RuntimeRig::delivered(const QString& name, int rows) {
    const auto count = [&] { return static_cast<int>(sheet(name).size()) - 1; };
    static_cast<void>(QTest::qWaitFor([&] { return count() >= rows; }, kPatience));
    if (count() == rows) return true;
    qWarning() << name << "has" << count() << "rows";
    for (const Problem& problem : status_.problems)
        qWarning() << problem.id << problem.error.what << problem.error.detail;
    return false;
}

bool RuntimeRig::headed(const QString& name, const QStringList& titles) {
    const auto header = [&] {
        const auto rows = sheet(name);
        return rows.empty() ? QStringList() : rows.front().mid(2);
    };
    if (QTest::qWaitFor([&] { return header() == titles; }, kPatience)) return true;
    qWarning() << name << "is headed by" << header();
    return false;
}

QStringList RuntimeRig::activity() {
    QStringList sentences;
    const QueryPage page = query(ActivityOf{});
    if (const auto* notes = std::get_if<ActivityList>(&page.detail))
        for (const ActivityNote& note : *notes)
            sentences << note.what;
    return sentences;
}

} // namespace rowcast::app
