#include "app/runtime/headless.h"
#include "app/runtime/instance.h"
#include "app/runtime/verbs/verbs.h"

#include <QEventLoop>
#include <QTimer>

namespace rowcast::app {

namespace {

using namespace std::chrono_literals;

void pass(std::chrono::milliseconds time) {
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Another process delivers from this data dir: it is told to, and watched if that was asked.
int joinInstance(const QString& dataDir, bool untilCaughtUp) {
    const auto told = tellInstance(dataDir, Resume{});
    if (!told) return printError(told.error());
    if (!*told)
        return printError({Remedy::Retry,
                           QStringLiteral("Rowcast is just starting on %1: try again.").arg(dataDir),
                           {},
                           {},
                           {}});
    print(QStringLiteral("Rowcast runs on %1 already. %2").arg(dataDir, **told));
    while (untilCaughtUp) {
        const auto status = instanceStatus(dataDir);
        if (!status) return printError(status.error());
        if (!*status)
            return printError({Remedy::Retry, QStringLiteral("The running Rowcast has ended."), {}, {}, {}});
        const QJsonObject kafka = (*status)->value(QLatin1String("kafka")).toObject();
        if (kafka.value(QLatin1String("caughtUp")).toBool()) break;
        pass(500ms);
    }
    return Done;
}

} // namespace

int runDelivery(const Invocation& invocation) {
    VerbLine line(invocation,
                  {{QStringLiteral("until-caught-up"),
                    QStringLiteral("End when all that stands in Kafka is delivered.")},
                   {QStringLiteral("headless"), QStringLiteral("Accepted; run never opens a window.")}});
    if (const auto code = line.parse()) return *code;
    if (!line.words().isEmpty()) return line.misused(QStringLiteral("“run” takes no words."));
    auto lock = InstanceLock::take(line.dataDir());
    if (!lock) return printError(lock.error());
    if (!*lock) return joinInstance(line.dataDir(), line.has("until-caught-up"));
    const auto config = headlessConfig(line.dataDir());
    if (!config) return printError(config.error());
    return Headless(*config, line.has("until-caught-up")).exec();
}

} // namespace rowcast::app
