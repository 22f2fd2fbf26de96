#include "app/runtime/runtime.h"

#include "app/runtime/credentials.h"
#include "core/base/log.h"
#include "core/google/errors.h"

#include <algorithm>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace rowcast::app {

namespace {

/// glibc keeps blocks as large as any that was freed before, so the first bodies of requests would fragment
/// the heap for good. A fixed threshold hands them back to the system.
void giveBackLargeBlocks() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 512 * 1024);
#endif
}

} // namespace

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

Runtime::Runtime(DeliveryConfig config)
    : config_(std::move(config)), handed_(!config_.accounts.empty()), file_(config_.dataDir),
      accounts_(keychain_), signIn_(accounts_, keychain_) {
    giveBackLargeBlocks();
    connect(&socket_, &LocalSocket::command, this, &Runtime::command);
    connect(&socket_, &LocalSocket::query, this, &Runtime::query);
    connect(&socket_, &LocalSocket::raiseRequested, this, &Runtime::raiseRequested);
    connect(this, &Runtime::statusChanged, &socket_, &LocalSocket::setStatus);
    connect(this, &Runtime::done, &socket_, &LocalSocket::done);
    connect(this, &Runtime::answered, &socket_, &LocalSocket::answered);
    connectAccounts();
}

void Runtime::connectAccounts() {
    const auto keepSetting = [this](const QString& key, const QString& value) {
        if (const auto kept = keep({key, value}); !kept && flow_)
            flow_->setProblem(QStringLiteral("file:settings"), kept.error());
    };
    connect(&accounts_, &GoogleAccounts::ready, this, &Runtime::useAccounts);
    connect(&accounts_, &GoogleAccounts::changed, this, &Runtime::useAccounts);
    connect(&accounts_, &GoogleAccounts::problemChanged, this, &Runtime::tellAccounts);
    connect(&accounts_, &GoogleAccounts::settingWanted, this, keepSetting);
    connect(&accounts_, &GoogleAccounts::done, this, &Runtime::done);
    connect(&keychain_, &secrets::Keychain::available, this, [this](bool is) {
        if (is) deliver(); // where Kafka's password could not be read before
    });
    connect(&signIn_, &GoogleSignIn::changed, this, [this] { show(told_); });
    connect(&signIn_, &GoogleSignIn::settingWanted, this, keepSetting);
    connect(&signIn_, &GoogleSignIn::done, this, &Runtime::done);
    connect(&signIn_, &GoogleSignIn::picked, this, [this](quint64 command, const QStringList& ids) {
        if (flow_) emit flow_->lookWanted(command, ids);
    });
}

Result<> Runtime::start() {
    return open().and_then([this] { return socket_.listen(config_.dataDir); }).map([this] { begin(); });
}

Result<> Runtime::open() {
    flow_ = std::make_unique<Flow>();
    connect(flow_.get(), &Flow::statusChanged, this, &Runtime::show);
    connect(flow_.get(), &Flow::done, this, &Runtime::done);
    connect(flow_.get(), &Flow::answered, this, &Runtime::answered);
    connect(flow_.get(), &Flow::pickedKnown, this, &Runtime::picked);
    connect(flow_.get(), &Flow::cannotGoOn, this, &Runtime::halt);
    connect(flow_.get(), &Flow::restartWanted, this, &Runtime::restart);
    // Queued: the flow is destroyed in answer to its own signal.
    connect(flow_.get(), &Flow::stopped, this, &Runtime::flowStopped, Qt::QueuedConnection);
    return flow_->open(config_);
}

void Runtime::begin() {
    started_ = false;
    if (const auto missing = hindrance(config_.settings))
        flow_->setProblem(QStringLiteral("settings"), *missing);
    if (handed_) return deliver();
    signIn_.setSettings(config_.settings);
    accounts_.load(config_.settings);
}

void Runtime::useAccounts() {
    const std::vector<google::Credential> credentials = accounts_.credentials();
    const auto ownerOf = [](const auto& all) { return all.empty() ? QString() : emailOf(all.front()); };
    const bool another = ownerOf(credentials) != ownerOf(config_.accounts);
    const bool known = std::exchange(known_, true);
    const bool same = credentials == config_.accounts;
    config_.accounts = credentials;
    tellAccounts();
    if (!flow_) return;
    // Another owner has another Drive: what is known of folder and sheets is learnt anew.
    if (another && known) return restart();
    if (!same && !credentials.empty()) emit flow_->accountsWanted(credentials);
    deliver();
}

/// Without an owner nothing can be delivered, and this says why.
void Runtime::tellAccounts() {
    Error error;
    if (config_.accounts.empty())
        error = accounts_.problem().value_or(google::unsent(google::Reason::NoCredential).error);
    if (flow_) flow_->setProblem(QStringLiteral("account"), error);
    if (told_.at != WallTime{}) show(told_);
}

void Runtime::deliver() {
    if (!flow_ || started_ || config_.accounts.empty() || hindrance(config_.settings)) return;
    started_ = true;
    readKafkaPassword(config_.settings, keychain_, flow_.get(),
                      [this](const Result<Secret>& password) { read(password); });
}

void Runtime::read(const Result<Secret>& kafkaPassword) {
    started_ = kafkaPassword.has_value();
    flow_->setProblem(QStringLiteral("settings"), started_ ? Error() : kafkaPassword.error());
    if (!started_) return;
    KafkaConfig kafka = config_.settings.kafka();
    kafka.saslPassword = QString::fromUtf8(kafkaPassword->reveal());
    if (paused_) emit flow_->pauseWanted(true);
    flow_->start(kafka);
}

void Runtime::stop() {
    const bool underWay = then_ != Then::Nothing;
    then_ = Then::End;
    if (!flow_)
        emit stopped();
    else if (!underWay)
        flow_->stop();
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
    told_ = status;
    status_ = status;
    if (!handed_) {
        accounts_.complete(status_.google);
        status_.google.consent = signIn_.consent();
        status_.google.hasClient = !config_.settings.text(QStringLiteral("google.client_id")).isEmpty();
    }
    emit statusChanged(status_);
    answerLostLogs(status_);
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

} // namespace rowcast::app
