#include "app/runtime/google_desk.h"
#include "app/runtime/headless.h"
#include "app/runtime/instance.h"
#include "app/runtime/status_json.h"
#include "app/runtime/verbs/account.h"
#include "app/runtime/verbs/await.h"
#include "app/runtime/verbs/kafka_password.h"
#include "app/runtime/verbs/verbs.h"
#include "core/google/preflight.h"
#include "core/kafka/consumer.h"
#include "core/store/store.h"

#include <QDir>

#include <algorithm>

namespace rowcast::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;

CheckLine lineOf(const char* id, const QString& title, const Result<QString>& outcome) {
    CheckLine line{QLatin1String(id), title, CheckLine::State::Ok, {}, {}};
    if (outcome) {
        line.value = *outcome;
    } else {
        line.state = CheckLine::State::Problem;
        line.error = outcome.error();
    }
    return line;
}

tl::unexpected<Error> silent(const QString& who) {
    return fail(Remedy::Retry,
                QStringLiteral("%1 did not answer within %2 s.").arg(who).arg(kPatience.count()));
}

Result<QString> checkStore(const QString& dataDir) {
    store::Store store;
    return settings::makePrivate(dataDir)
        .and_then([&] { return store.open(QDir(dataDir).filePath(QStringLiteral("rowcast.db"))); })
        .map([&dataDir] { return QStringLiteral("%1 is private and writable").arg(dataDir); });
}

/// Joins under a group of its own, so that nobody's partitions move.
Result<QString> checkKafka(const settings::Settings& settings) {
    KafkaConfig config = settings.kafka();
    if (auto password = kafkaPasswordFor(settings); password)
        config.saslPassword = QString::fromUtf8(password->reveal());
    else
        return fail(std::move(password.error()));
    config.group += QStringLiteral("-check");
    Result<QString> outcome = silent(QStringLiteral("Kafka at %1").arg(config.servers));
    QEventLoop loop;
    kafka::Consumer consumer;
    QObject::connect(
        &consumer, &kafka::Consumer::connectionChanged, &loop, [&](bool connected, const QString& cluster) {
            if (!connected) return;
            outcome = QStringLiteral("connected to %1 (cluster %2)").arg(config.servers, cluster);
            loop.quit();
        });
    QObject::connect(&consumer, &kafka::Consumer::failed, &loop,
                     [&](const Error& error) { outcome = fail(error); });
    consumer.start(config);
    await(loop, kPatience);
    QEventLoop leaving;
    QObject::connect(&consumer, &kafka::Consumer::revoked, &leaving,
                     [&](const std::vector<TopicPartition>& partitions) { consumer.release(partitions); });
    QObject::connect(&consumer, &kafka::Consumer::stopped, &leaving, &QEventLoop::quit);
    QMetaObject::invokeMethod(&consumer, &kafka::Consumer::stop, Qt::QueuedConnection);
    await(leaving, kPatience);
    return outcome;
}

CheckReport checkGoogle(const settings::Settings& settings) {
    const auto accounts = accountsOf(settings);
    if (!accounts) return {lineOf("token", QStringLiteral("Google"), fail(accounts.error()))};
    CheckReport report;
    QEventLoop loop;
    google::Session session(settings.google());
    session.setAccounts(*accounts);
    google::runPreflight(session, preflightWish(settings), &loop, [&](const CheckReport& lines) {
        report = lines;
        loop.quit();
    });
    await(loop, kPatience);
    if (report.empty())
        report = {lineOf("network", QStringLiteral("Google"), silent(QStringLiteral("Google")))};
    return report;
}

/// Our own session has written nothing: what counts is what the running instance wrote.
void takeUsage(CheckReport& report, const QString& dataDir) {
    const auto status = instanceStatus(dataDir);
    if (!status || !*status) return;
    const QJsonObject google = (*status)->value(QLatin1String("google")).toObject();
    for (CheckLine& line : report)
        if (line.id == u"quota" && line.state == CheckLine::State::Ok)
            line.value = QStringLiteral("%1 of %2")
                             .arg(google.value(QLatin1String("writesLastMinute")).toInt())
                             .arg(google.value(QLatin1String("writesPerMinute")).toInt());
}

void printLine(const CheckLine& line) {
    const QString mark = line.state == CheckLine::State::Ok        ? QStringLiteral("ok  ")
                         : line.state == CheckLine::State::Problem ? QStringLiteral("FAIL")
                                                                   : QStringLiteral("-   ");
    const QString says = line.error                                 ? line.error->what
                         : line.state == CheckLine::State::NotAsked ? QStringLiteral("not asked")
                                                                    : line.value;
    print(QStringLiteral("%1 %2: %3").arg(mark, line.title, says));
}

} // namespace

int runCheck(const Invocation& invocation) {
    VerbLine line(invocation, {{QStringLiteral("json"), QStringLiteral("Print as JSON.")}});
    if (const auto code = line.parse()) return *code;
    const auto settings = settings::SettingsFile(line.dataDir()).load();
    if (!settings) return printError(settings.error());
    CheckReport report{lineOf("store", QStringLiteral("Data folder"), checkStore(line.dataDir()))};
    if (const auto missing = hindrance(*settings))
        report.push_back(lineOf("settings", QStringLiteral("Settings"), fail(*missing)));
    else
        report.push_back(lineOf("kafka", QStringLiteral("Kafka"), checkKafka(*settings)));
    for (const CheckLine& google : checkGoogle(*settings))
        report.push_back(google);
    takeUsage(report, line.dataDir());
    const bool good = google::isGood(report);
    if (line.has("json"))
        print(QJsonObject{{QStringLiteral("ok"), good}, {QStringLiteral("findings"), toJson(report)}});
    else
        std::for_each(report.begin(), report.end(), printLine);
    return good ? Done : Failed;
}

} // namespace rowcast::app
