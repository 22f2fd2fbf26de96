#include "core/kafka/client_log.h"

#include "core/base/log.h"
#include "core/base/redact.h"

namespace rowcast::kafka {

void logClient(const rd_kafka_t*, int level, const char* facility, const char* text) {
    const QString line =
        redacted(QString::fromUtf8(facility) + QStringLiteral(": ") + QString::fromUtf8(text));
    // syslog levels: 0 … 4 are warnings and worse, 5 notice, 6 info, 7 debug
    if (level <= 4)
        qCWarning(lcKafka).noquote() << line;
    else if (level <= 6)
        qCInfo(lcKafka).noquote() << line;
    else
        qCDebug(lcKafka).noquote() << line;
}

} // namespace rowcast::kafka
