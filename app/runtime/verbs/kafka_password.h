#pragma once
/// Kafka's password as the verbs handle it: `config set kafka.sasl.password` reads it from standard input
/// into the keychain; it never stands in an argument, a file of ours or an answer. Main thread of a verb;
/// waits in an event loop.

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/settings/settings.h"

namespace rowcast::app {

/// From the file named in ROWCAST_KAFKA_PASSWORD_FILE, else from the keychain; empty where the settings ask
/// for none.
[[nodiscard]] Result<Secret> kafkaPasswordFor(const settings::Settings& settings);
/// The first line of standard input, not echoed on a terminal, into the keychain; an empty one removes it.
/// Has the running instance connect anew. What was done, for people.
[[nodiscard]] Result<QString> setKafkaPassword(const QString& dataDir);
/// Where it is kept, for people.
[[nodiscard]] Result<QString> whereKafkaPasswordIs();

} // namespace rowcast::app
