#pragma once
/// Secrets that come in from outside the settings: Google's key file and Kafka's password, named by
/// environment variables. Main thread.

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/google/account.h"
#include "core/model/account_status.h"
#include "core/secrets/keychain.h"
#include "core/settings/settings.h"

#include <functional>

namespace rowcast::app {

/// Whether GOOGLE_APPLICATION_CREDENTIALS names a key file.
[[nodiscard]] bool namesGoogleKeyFile();
/// The service account of GOOGLE_APPLICATION_CREDENTIALS. `actFor`: the person whom it stands in for by
/// domain-wide delegation; empty: itself. SignIn, with what to do, when there is none.
[[nodiscard]] Result<google::Credential> googleCredential(const QString& actFor);
/// What people may see of it.
[[nodiscard]] AccountStatus statusOf(const google::Credential& credential);
/// Named like a setting, but kept in the keychain. Set in a running instance, it says: read it again.
inline const QString kKafkaPasswordKey = QStringLiteral("kafka.sasl.password");
/// The first line of the file named in ROWCAST_KAFKA_PASSWORD_FILE; empty when none is named.
[[nodiscard]] Result<Secret> kafkaPassword();
/// From that file, else from the keychain; empty where the settings ask for none. `done` is called once, at
/// once or later, unless `context` is destroyed before.
void readKafkaPassword(const settings::Settings& settings, secrets::Keychain& keychain, QObject* context,
                       const std::function<void(const Result<Secret>&)>& done);

} // namespace rowcast::app
