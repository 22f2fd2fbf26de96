#include "core/monitor/state_sentence.h"

#include "core/base/counted.h"
#include "core/model/stopping.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace rowcast::monitor {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("rowcast::monitor", text);
}

QString withoutStop(QString sentence) {
    if (sentence.endsWith(u'.')) sentence.chop(1);
    return sentence;
}

QString numbers(const Status& status) {
    QStringList parts{counted(static_cast<qint64>(status.forms.size()), tr("form"), tr("forms"))};
    const qint64 waiting = std::max(status.waiting, status.kafka.lag);
    parts << tr("%1 waiting").arg(QLocale().toString(waiting));
    const auto blocked = std::count_if(status.forms.begin(), status.forms.end(), [](const FormStatus& form) {
        return form.blocked && needsPerson(*form.blocked);
    });
    if (blocked > 0) parts << counted(blocked, tr("form needs you"), tr("forms need you"));
    if (status.lastRow)
        parts << tr("last row %1 ago").arg(inWords(std::max(Millis{0}, status.at - *status.lastRow)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace

bool needsPerson(const Error& error) {
    return error.remedy != Remedy::Retry && error.remedy != Remedy::Wait;
}

QString inWords(Millis duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    if (seconds < 60) return tr("%1 s").arg(seconds);
    if (seconds < 3600) return tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600) return tr("%1 h").arg(seconds / 3600);
    return tr("%1 days").arg(seconds / 86400);
}

StateSentence describe(const Status& status) {
    const QString safe = tr("Nothing is lost: responses wait in Kafka until this is mended.");
    if (const Problem* problem = stopping(status))
        return {tr("Not delivering: %1").arg(withoutStop(problem->error.what)), safe};
    switch (status.activity) {
    case Activity::Starting:
        return {tr("Starting"), status.kafka.connected
                                    ? tr("waiting for Kafka to hand out the partitions")
                                    : tr("connecting to Kafka at %1").arg(status.kafka.servers)};
    case Activity::Paused: return {tr("Paused"), numbers(status)};
    case Activity::Stopped: return {tr("Stopped"), safe};
    case Activity::CatchingUp: return {tr("Catching up"), numbers(status)};
    case Activity::Idle:
    case Activity::Delivering: return {tr("Delivering"), numbers(status)};
    }
    Q_UNREACHABLE();
}

} // namespace rowcast::monitor
