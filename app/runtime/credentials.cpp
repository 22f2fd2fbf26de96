#include "app/runtime/credentials.h"

#include "app/runtime/file_content.h"
#include "core/google/service_account.h"

namespace rowcast::app {

bool namesGoogleKeyFile() {
    return !qEnvironmentVariableIsEmpty("GOOGLE_APPLICATION_CREDENTIALS");
}

Result<google::Credential> googleCredential(const QString& actFor) {
    const QString path = qEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS");
    if (path.isEmpty())
        return fail(
            Remedy::SignIn,
            QStringLiteral(
                "There is no Google credential: make a key for a service account in Google's console, "
                "download it, and set GOOGLE_APPLICATION_CREDENTIALS to that file."));
    return contentOf(path, QStringLiteral("The service account's key file"))
        .and_then([](const QByteArray& json) { return google::parseServiceAccountKey(json); })
        .map([&actFor](google::ServiceAccountKey key) -> google::Credential {
            key.subject = actFor;
            return key;
        });
}

AccountStatus statusOf(const google::Credential& credential) {
    const auto known = [](WallTime time) { return time == WallTime{} ? std::nullopt : std::optional(time); };
    AccountStatus status;
    status.email = emailOf(credential);
    if (const auto* key = std::get_if<google::ServiceAccountKey>(&credential)) {
        status.kind = AccountStatus::Kind::ServiceAccount;
        status.actsFor = key->subject;
        status.since = known(key->since);
    } else {
        const auto& person = std::get<google::SignedInPerson>(credential);
        status.since = known(person.since);
        status.ends = known(person.ends);
    }
    return status;
}

Result<Secret> kafkaPassword() {
    const QString path = qEnvironmentVariable("ROWCAST_KAFKA_PASSWORD_FILE");
    if (path.isEmpty()) return Secret();
    return contentOf(path, QStringLiteral("Kafka's password file")).map([](const QByteArray& content) {
        return Secret(content.split('\n').value(0).replace('\r', ""));
    });
}

void readKafkaPassword(const settings::Settings& settings, secrets::Keychain& keychain, QObject* context,
                       const std::function<void(const Result<Secret>&)>& done) {
    if (!settings.kafka().security.startsWith(u"sasl")) return done(Secret());
    if (auto password = kafkaPassword(); !password || !password->empty()) return done(password);
    keychain.read(secrets::kafkaPasswordKey(), context, done);
}

} // namespace rowcast::app
