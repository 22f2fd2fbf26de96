#include "app/runtime/delivery.h"

#include "core/base/log.h"

#include <QDir>

#include <algorithm>

namespace rowcast::app {

namespace {

constexpr int kMostRetried = 5000; // at once
constexpr std::chrono::seconds kKeepEvery{30};
constexpr Millis kGather{100};

transform::OnUnknown onUnknown(const QString& word) {
    return word == u"guess"    ? transform::OnUnknown::Guess
           : word == u"reject" ? transform::OnUnknown::Reject
                               : transform::OnUnknown::Ask;
}

} // namespace

Delivery::Delivery(DeliveryConfig config) : config_(std::move(config)), keep_(this), notes_(this) {
    keep_.setInterval(kKeepEvery);
    connect(&keep_, &QTimer::timeout, this, &Delivery::keepQuestions);
}

/// The newest records are kept only here: after a crash the counts are there, and samples come with
/// responses.
Delivery::~Delivery() {
    if (!pipeline_) return;
    keepQuestions();
    const std::vector<KeptRecord> newest = pipeline_->specimens().all();
    if (newest.empty()) return;
    if (const auto saved = store_->saveSpecimens(newest); !saved)
        qCWarning(lcApp).noquote() << saved.error().what << saved.error().detail;
}

Result<> Delivery::open() {
    const KafkaConfig kafka = config_.settings.kafka();
    store_ = std::make_unique<store::Store>();
    if (auto opened = store_->open(QDir(config_.dataDir).filePath(config_.database)); !opened) return opened;
    board_ = std::make_unique<monitor::StatusBoard>(monitor::Identity{
        config_.settings.text(QStringLiteral("pipeline.name")), kafka.servers, kafka.group, config_.demo});
    session_ = std::make_unique<google::Session>(config_.settings.google());
    desk_ = std::make_unique<GoogleDesk>(*session_, config_.settings);
    if (!config_.accounts.empty()) desk_->setAccounts(config_.accounts);
    const auto known = store_->sheets();
    if (!known) return fail(known.error());
    sink_ = std::make_unique<sheets::SheetsSink>(*session_, sheetsConfig(*known));
    if (auto made = makePipeline(); !made) return made;
    for (const auto& sheet : *known)
        board_->setSheet(sheet);
    board_->setGoogle(desk_->status());
    return store_->rejectedCount().map([this](std::int64_t kept) { board_->setRejected(kept); });
}

void Delivery::noteStart() {
    const KafkaConfig kafka = config_.settings.kafka();
    store_->note({wallNow(),
                  QStringLiteral("start"),
                  FormId(),
                  tr("Delivery started with topics %1 of %2 as group %3.")
                      .arg(kafka.topics.join(QStringLiteral(", ")), kafka.servers, kafka.group),
                  {}});
}

sheets::SheetsConfig Delivery::sheetsConfig(const std::vector<FormSheet>& known) const {
    const GoogleConfig google = config_.settings.google();
    sheets::SheetsConfig config;
    config.folder = google.folder;
    config.indexWait = google.indexWait;
    config.mayCreate = config_.settings.text(QStringLiteral("google.may_create")) == u"yes";
    config.shareNew = google.shareNew;
    config.known = known;
    config.timeZone = zone().id().toStdString();
    const QMap<QString, QString> named = config_.settings.family(QStringLiteral("form.<id>.spreadsheet"));
    for (auto it = named.begin(); it != named.end(); ++it)
        config.named.insert_or_assign(FormId(it.key().toStdString()),
                                      SpreadsheetId(it.value().toStdString()));
    if (!google.endpoint.isEmpty())
        config.urlStart = google.endpoint.toString().toStdString() + "/spreadsheets/d/";
    return config;
}

Result<> Delivery::makePipeline() {
    pipeline::PipelineConfig config;
    config.engine.batchBytes = static_cast<std::size_t>(config_.settings.google().requestBytes);
    config.engine.gather = kGather;
    config.transform.zone = zone();
    config.transform.formId = config_.settings.text(QStringLiteral("form.id")).toStdString();
    const QString edits = QStringLiteral("delivery.edits");
    if (config_.settings.isSet(edits))
        config.transform.edits = transform::editsFrom(config_.settings.text(edits).toStdString());
    const QMap<QString, QString> formEdits = config_.settings.family(QStringLiteral("form.<id>.edits"));
    for (auto it = formEdits.begin(); it != formEdits.end(); ++it)
        if (const auto word = transform::editsFrom(it.value().toStdString()))
            config.transform.formEdits.insert_or_assign(it.key().toStdString(), *word);
    config.transform.unknown = onUnknown(config_.settings.text(QStringLiteral("form.unknown")));
    const QDir folder(config_.dataDir);
    profiles_ = std::make_unique<ProfileDesk>(
        folder.filePath(config_.demo ? QStringLiteral("demo-profiles") : QStringLiteral("profiles")),
        config_.settings.text(QStringLiteral("form.profile")));
    auto set = profiles_->profiles();
    if (!set) return fail(std::move(set.error()));
    config.profiles = std::move(*set);
    const auto logs = store_->logNumbers();
    if (!logs) return fail(logs.error());
    for (auto it = logs->begin(); it != logs->end(); ++it)
        config.engine.logNumbers.insert_or_assign(it.key().toStdString(), it.value());
    pipeline_ = std::make_unique<pipeline::Pipeline>(std::move(config));
    questions_ = std::make_unique<QuestionDesk>(*pipeline_, *profiles_, *store_, *session_);
    keep_.start();
    return remember()
        .and_then([this] { return store_->maps(); })
        .map([this](const std::vector<QuestionMap>& maps) {
            for (const QuestionMap& map : maps)
                pipeline_->setMap(map);
        });
}

Result<> Delivery::remember() {
    const auto forms = store_->questions();
    if (!forms) return fail(forms.error());
    const auto newest = store_->specimens();
    if (!newest) return fail(newest.error());
    pipeline_->remember(*forms, *newest);
    kept_ = *forms;
    return {};
}

/// Only what changed since: most forms are quiet most of the time.
void Delivery::keepQuestions() {
    std::vector<FormQuestions> now = pipeline_->memory();
    std::vector<FormQuestions> changed;
    for (const FormQuestions& form : now)
        if (std::find(kept_.begin(), kept_.end(), form) == kept_.end()) changed.push_back(form);
    if (changed.empty()) return;
    if (const auto saved = store_->saveQuestions(changed); !saved)
        qCWarning(lcApp).noquote() << saved.error().what << saved.error().detail;
    else
        kept_ = std::move(now);
}

QTimeZone Delivery::zone() const {
    const QString name = config_.settings.text(QStringLiteral("google.time_zone"));
    return name.isEmpty() ? QTimeZone(QTimeZone::systemTimeZoneId()) : QTimeZone(name.toLatin1());
}

void Delivery::startLog(const LogStart& start) {
    const QString topic = QString::fromStdString(start.partition.topic);
    const auto kept = store_->logNumbers().and_then([&](const QMap<QString, int>& known) -> Result<> {
        if (known.value(topic, -1) == start.logNumber) return {};
        return store_->saveLogNumber(topic, start.logNumber);
    });
    if (kept)
        emit logStarted(start);
    else
        halt(kept.error());
}

void Delivery::noteCluster(const QString& id) {
    const auto known = store_->cluster();
    if (!known) return halt(known.error());
    if (id.isEmpty() || *known == id) return;
    if (!*known) {
        if (const auto saved = store_->saveCluster(id); !saved) halt(saved.error());
        return;
    }
    otherCluster_ = id;
    halt({Remedy::FixSettings,
          tr("This is another Kafka cluster than the one that was read before, so its offsets mean other "
             "responses. Say "
             "whether its topics are new logs, or the same ones moved."),
          QStringLiteral("known %1, now %2").arg(**known, id),
          {},
          {Choice::NewLog, Choice::ResumeAtWatermark}});
}

void Delivery::halt(const Error& error) {
    pipeline_->setPaused(true); // nothing is written until the flow has stopped
    emit cannotGoOn(error);
}

void Delivery::mend(quint64 command, const Mend& mend) {
    if (mend.choice == Choice::AcceptGuess || mend.choice == Choice::Ignore)
        return profiles_->decide(mend, command, pipeline_->unknown());
    const bool aboutLog = mend.choice == Choice::NewLog || mend.choice == Choice::ResumeAtWatermark;
    if (otherCluster_.isEmpty() || !mend.form.empty() || !aboutLog) {
        emit mendWanted(command, mend);
        return;
    }
    if (const auto moved = store_->moveToCluster(otherCluster_, mend.choice == Choice::NewLog); !moved) {
        emit done({command, moved.error(), {}});
        return;
    }
    emit done({command, {}, tr("Delivery starts again with the new cluster.")});
    emit restartWanted();
}

void Delivery::retryRejected(quint64 command) {
    const auto records = store_->rejectedOfNow(kMostRetried);
    if (!records) {
        emit done({command, records.error(), {}});
        return;
    }
    emit retryWanted(command, *records);
}

} // namespace rowcast::app
