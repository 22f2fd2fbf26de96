#include "app/runtime/runtime.h"

#include "app/runtime/credentials.h"
#include "core/base/log.h"

#include <algorithm>

namespace rowcast::app {

std::optional<Error> hindrance(const settings::Settings& settings) {
    const auto missing = [](const char* what, const char* key) {
        return Error{Remedy::FixSettings,
                     QStringLiteral("%1 not set yet: rowcast config set %2 …")
                         .arg(QLatin1String(what), QLatin1String(key)),
                     {},
                     {},
                     {}};
    };
    const KafkaConfig kafka = settings.kafka();
    if (kafka.servers.isEmpty()) return missing("Kafka's servers are", "kafka.servers");
    if (kafka.topics.isEmpty()) return missing("The topics to read are", "kafka.topics");
    return std::nullopt;
}

Runtime::Runtime(DeliveryConfig config) : config_(std::move(config)), file_(config_.dataDir) {
    connect(&socket_, &LocalSocket::command, this, &Runtime::command);
    connect(&socket_, &LocalSocket::query, this, &Runtime::query);
    connect(&socket_, &LocalSocket::raiseRequested, this, &Runtime::raiseRequested);
    connect(this, &Runtime::statusChanged, &socket_, &LocalSocket::setStatus);
    connect(this, &Runtime::done, &socket_, &LocalSocket::done);
    connect(this, &Runtime::answered, &socket_, &LocalSocket::answered);
}

Result<> Runtime::start() {
    return open().and_then([this] { return socket_.listen(config_.dataDir); }).map([this] { begin(); });
}

Result<> Runtime::open() {
    flow_ = std::make_unique<Flow>();
    connect(flow_.get(), &Flow::statusChanged, this, &Runtime::show);
    connect(flow_.get(), &Flow::done, this, &Runtime::done);
    connect(flow_.get(), &Flow::answered, this, &Runtime::answered);
    connect(flow_.get(), &Flow::cannotGoOn, this, &Runtime::halt);
    connect(flow_.get(), &Flow::restartWanted, this, &Runtime::restart);
    // Queued: the flow is destroyed in answer to its own signal.
    connect(flow_.get(), &Flow::stopped, this, &Runtime::flowStopped, Qt::QueuedConnection);
    return flow_->open(config_);
}

void Runtime::begin() {
    std::optional<Error> problem = hindrance(config_.settings);
    if (!problem && !config_.credential) {
        auto credential = googleCredential(config_.settings.text(QStringLiteral("google.act_as")));
        if (!credential) problem = credential.error();
    }
    if (problem) return flow_->setProblem(QStringLiteral("settings"), *problem);
    if (!config_.settings.kafka().security.startsWith(u"sasl")) return read(Secret());
    if (auto password = kafkaPassword(); !password || !password->empty()) return read(password);
    keychain_.read(secrets::kafkaPasswordKey(), flow_.get(),
                   [this](const Result<Secret>& password) { read(password); });
}

void Runtime::read(const Result<Secret>& kafkaPassword) {
    if (!kafkaPassword) return flow_->setProblem(QStringLiteral("settings"), kafkaPassword.error());
    KafkaConfig kafka = config_.settings.kafka();
    kafka.saslPassword = QString::fromUtf8(kafkaPassword->reveal());
    if (paused_) emit flow_->pauseWanted(true);
    flow_->start(kafka);
}

void Runtime::command(const Command& command) {
    if (!flow_) {
        emit done({command.id,
                   Error{Remedy::Retry, tr("Rowcast is starting again: try in a moment."), {}, {}, {}},
                   {}});
        return;
    }
    const std::uint64_t id = command.id;
    if (std::holds_alternative<Pause>(command.kind)) return pause(id, true);
    if (std::holds_alternative<Resume>(command.kind)) return pause(id, false);
    if (const auto* save = std::get_if<SaveMap>(&command.kind)) {
        emit flow_->mapWanted(id, *save);
    } else if (const auto* profile = std::get_if<SaveProfile>(&command.kind)) {
        emit flow_->profileWanted(id, *profile);
    } else if (const auto* gone = std::get_if<RemoveProfile>(&command.kind)) {
        emit flow_->noProfileWanted(id, gone->name);
    } else if (const auto* mend = std::get_if<Mend>(&command.kind)) {
        emit flow_->mendWanted(id, *mend);
    } else if (const auto* change = std::get_if<SetSetting>(&command.kind)) {
        const auto message = set(*change);
        if (message)
            finish(id, *message);
        else
            emit done({id, message.error(), {}});
    } else if (std::holds_alternative<Quit>(command.kind)) {
        finish(id, tr("Rowcast ends once what is under way is committed."));
        stop();
    } else {
        emit done(
            {id, Error{Remedy::FixSettings, tr("This Rowcast has no window to do that."), {}, {}, {}}, {}});
    }
}

void Runtime::query(const Query& query) {
    QueryPage page;
    page.id = query.id;
    if (!flow_)
        page.error = Error{Remedy::Retry, tr("Rowcast is starting again."), {}, {}, {}};
    else if (std::holds_alternative<SheetRows>(query.kind))
        return emit flow_->queryWanted(query);
    else if (isAboutQuestions(query.kind))
        return emit flow_->questionsWanted(query);
    else
        page.error = Error{Remedy::FixSettings, tr("This Rowcast has no window to show that."), {}, {}, {}};
    emit answered(page);
}

void Runtime::stop() {
    const bool underWay = then_ != Then::Nothing;
    then_ = Then::End;
    if (!flow_)
        emit stopped();
    else if (!underWay)
        flow_->stop();
}

void Runtime::pause(std::uint64_t command, bool paused) {
    paused_ = paused;
    emit flow_->pauseWanted(paused);
    finish(command, paused ? tr("Paused: responses wait in Kafka.") : tr("Delivering again."));
}

Result<QString> Runtime::set(const SetSetting& change) {
    if (config_.demo)
        return fail(Remedy::Wait, tr("The demo has settings of its own that cannot be changed."));
    auto changed = config_.settings.with(change.key, change.value);
    if (!changed) return fail(std::move(changed.error()));
    if (auto saved = file_.save(*changed); !saved) return fail(std::move(saved.error()));
    const bool restarts = settings::find(change.key)->restarts == settings::Restarts::Pipeline &&
                          !(*changed == config_.settings);
    config_.settings = *changed;
    if (!restarts) return tr("Saved.");
    restart();
    return tr("Saved; delivery starts again with it.");
}

void Runtime::restart() {
    if (then_ != Then::Nothing) return;
    then_ = Then::Restart;
    flow_->stop();
}

void Runtime::flowStopped() {
    const Then then = std::exchange(then_, Then::Nothing);
    if (then == Then::Nothing) return;
    flow_.reset();
    if (then == Then::End) {
        emit stopped();
        return;
    }
    if (const auto opened = open(); opened)
        begin();
    else
        halt(opened.error());
}

void Runtime::show(const Status& status) {
    emit statusChanged(status);
    answerLostLogs(status);
}

void Runtime::halt(const Error& error) {
    qCCritical(lcApp).noquote() << error.what << error.detail;
    if (!flow_) return;
    flow_->setProblem(QStringLiteral("halted"), error);
    if (then_ == Then::Nothing) flow_->stop();
}

void Runtime::answerLostLogs(const Status& status) {
    const auto answer = choiceFrom(config_.settings.text(QStringLiteral("delivery.lost_log")));
    if (!answer) return;
    for (const Problem& problem : status.problems) {
        const auto& choices = problem.error.choices;
        if (std::find(choices.begin(), choices.end(), *answer) == choices.end()) continue;
        const QString once = problem.id + QString::number(problem.since.time_since_epoch().count());
        if (answeredLogs_.contains(once)) continue;
        answeredLogs_.insert(once);
        emit flow_->mendWanted(0, Mend{problem.form, *answer, {}});
    }
}

void Runtime::finish(std::uint64_t command, const QString& message) {
    emit done({command, {}, message});
}

} // namespace rowcast::app
