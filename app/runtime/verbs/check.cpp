#include "app/runtime/credentials.h"
#include "app/runtime/headless.h"
#include "app/runtime/verbs/verbs.h"
#include "core/google/drive_about.h"
#include "core/google/session.h"
#include "core/kafka/consumer.h"
#include "core/store/store.h"

#include <QDir>
#include <QEventLoop>
#include <QJsonArray>
#include <QTimer>

namespace rowcast::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 20s;

struct Finding {
    QString subject;
    Result<QString> outcome;
};

tl::unexpected<Error> silent(const QString& who) {
    return fail(Remedy::Retry,
                QStringLiteral("%1 did not answer within %2 s.").arg(who).arg(kPatience.count()));
}

/// Runs the event loop until `outcome` is there or patience ends.
void await(QEventLoop& loop) {
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    loop.exec();
}

Result<QString> checkStore(const QString& dataDir) {
    store::Store store;
    return settings::makePrivate(dataDir)
        .and_then([&] { return store.open(QDir(dataDir).filePath(QStringLiteral("rowcast.db"))); })
        .map([&dataDir] { return QStringLiteral("%1 is private and writable").arg(dataDir); });
}

/// Joins under a group of its own, so that nobody's partitions move.
Result<QString> checkKafka(KafkaConfig config) {
    if (auto password = kafkaPassword(); password)
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
    await(loop);
    QEventLoop leaving;
    QObject::connect(&consumer, &kafka::Consumer::revoked, &leaving,
                     [&](const std::vector<TopicPartition>& partitions) { consumer.release(partitions); });
    QObject::connect(&consumer, &kafka::Consumer::stopped, &leaving, &QEventLoop::quit);
    QMetaObject::invokeMethod(&consumer, &kafka::Consumer::stop, Qt::QueuedConnection);
    await(leaving);
    return outcome;
}

Result<QString> checkGoogle(const settings::Settings& settings) {
    auto credential = googleCredential(settings.text(QStringLiteral("google.act_as")));
    if (!credential) return fail(std::move(credential.error()));
    Result<QString> outcome = silent(QStringLiteral("Google"));
    QEventLoop loop;
    google::Session session(settings.google());
    QObject::connect(&session, &google::Session::credentialFailed, &loop, [&](const Error& error) {
        if (error.what.isEmpty()) return;
        outcome = fail(error);
        loop.quit();
    });
    session.setAccounts({*credential});
    session.send(google::driveAbout(), &loop, [&](const google::Answer<google::Reply>& reply) {
        const auto about = reply.and_then(google::parseDriveAbout);
        if (about)
            outcome = QStringLiteral("signed in as %1").arg(about->email);
        else
            outcome = fail(about.error().error);
        loop.quit();
    });
    await(loop);
    return outcome;
}

QJsonObject toJson(const Finding& finding) {
    QJsonObject object{{QStringLiteral("subject"), finding.subject},
                       {QStringLiteral("ok"), finding.outcome.has_value()}};
    object.insert(QStringLiteral("says"), finding.outcome ? *finding.outcome : finding.outcome.error().what);
    return object;
}

} // namespace

int runCheck(const Invocation& invocation) {
    VerbLine line(invocation, {{QStringLiteral("json"), QStringLiteral("Print as JSON.")}});
    if (const auto code = line.parse()) return *code;
    const auto settings = settings::SettingsFile(line.dataDir()).load();
    if (!settings) return printError(settings.error());
    std::vector<Finding> findings{{QStringLiteral("Data folder"), checkStore(line.dataDir())}};
    if (const auto missing = hindrance(*settings))
        findings.push_back({QStringLiteral("Settings"), fail(*missing)});
    else
        findings.push_back({QStringLiteral("Kafka"), checkKafka(settings->kafka())});
    findings.push_back({QStringLiteral("Google"), checkGoogle(*settings)});

    QJsonArray list;
    bool allWell = true;
    for (const Finding& finding : findings) {
        allWell = allWell && finding.outcome;
        list.append(toJson(finding));
        if (!line.has("json"))
            print(QStringLiteral("%1 %2: %3")
                      .arg(finding.outcome ? QStringLiteral("ok  ") : QStringLiteral("FAIL"), finding.subject,
                           list.last().toObject().value(QLatin1String("says")).toString()));
    }
    if (line.has("json"))
        print(QJsonObject{{QStringLiteral("ok"), allWell}, {QStringLiteral("findings"), list}});
    return allWell ? Done : Failed;
}

} // namespace rowcast::app
