#pragma once
/// What the active objects are handed instead of settings. Plain values, made by app/runtime from the
/// settings snapshot.

#include "core/base/time.h"
#include "core/model/sharing.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <cstdint>

namespace rowcast {

struct KafkaConfig {
    QString servers;
    QStringList topics; ///< names, or one regex that starts with ^
    QString group;
    QString security = QStringLiteral("plaintext"); ///< plaintext, tls, sasl_plaintext, sasl_tls
    QString saslMechanism;
    QString saslUser;
    QString saslPassword; ///< secret: never logged, never shown
    QString caFile;
    QMap<QString, QString> properties;            ///< further librdkafka properties
    std::int64_t prefetchBytes = 4 * 1024 * 1024; ///< in the client, and as much in its receivers' hands
};

struct GoogleConfig {
    QUrl endpoint; ///< empty: Google; else one https or loopback root that serves Sheets, Drive and the token
                   ///< endpoint
    QString folder;              ///< name or id
    std::vector<Share> shareNew; ///< who gets each new form's spreadsheet
    Millis indexWait{120'000};
    int writesPerMinute = 60; ///< Google's quota for one user; the limiter stays within it in every 60 s
    int readsPerMinute = 60;
    std::int64_t requestBytes = 2'000'000; ///< aim for a write's JSON; at most 8,000,000
};

} // namespace rowcast
