// Keys: "google:<e-mail>" (google/account.h's JSON), "google.client:<id>" (its secret), "kafka.sasl.password"
// (the password). The Secret Service's bus name:
// https://specifications.freedesktop.org/secret-service/latest/
#include "core/secrets/keychain.h"

#include "core/base/redact.h"

#ifdef ROWCAST_SECRET_SERVICE
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusServiceWatcher>
#include <QDBusVariant>
#endif
#include <qt6keychain/keychain.h>

namespace rowcast::secrets {

namespace {

/// A locked Secret Service that nobody unlocks answers like an empty one.
bool isLocked() {
#ifdef ROWCAST_SECRET_SERVICE
    QDBusMessage ask = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    ask << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    const QDBusMessage reply = QDBusConnection::sessionBus().call(ask, QDBus::Block, 1000);
    return reply.arguments().value(0).value<QDBusVariant>().variant().toBool();
#else
    return false;
#endif
}

Error errorOf(const QKeychain::Job& job) {
    const QString detail = redacted(job.errorString());
    const auto error = [&](const char* what) {
        return Error{Remedy::FixSettings, QString::fromUtf8(what), detail, {}, {Choice::TryAgain}};
    };
    if (job.error() == QKeychain::AccessDenied || job.error() == QKeychain::AccessDeniedByUser ||
        job.error() == QKeychain::EntryNotFound)
        return error(
            "The keychain of this computer did not let Rowcast in. Unlock it, then try again; or run without "
            "a window and name a key file in GOOGLE_APPLICATION_CREDENTIALS.");
    // QtKeychain 0.13 says OtherError where there is no D-Bus, so all others get the advice that fits most.
    return error(
        "No keychain of this computer answers. Start one (GNOME Keyring, KWallet), or run without a window "
        "and name key files in GOOGLE_APPLICATION_CREDENTIALS and ROWCAST_KAFKA_PASSWORD_FILE.");
}

void prepare(QKeychain::Job& job, const QString& key) {
    job.setAutoDelete(true);
    job.setInsecureFallback(false);
    job.setKey(key);
}

} // namespace

Keychain::Keychain(QString service, QObject* parent) : QObject(parent), service_(std::move(service)) {
#ifdef ROWCAST_SECRET_SERVICE
    auto* watcher =
        new QDBusServiceWatcher(QStringLiteral("org.freedesktop.secrets"), QDBusConnection::sessionBus(),
                                QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] { emit available(false); });
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] { emit available(true); });
#endif
}

void Keychain::read(const QString& key, QObject* context, std::function<void(Result<Secret>)> done) {
    auto* job = new QKeychain::ReadPasswordJob(service_, this);
    prepare(*job, key);
    connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        if (job->error() == QKeychain::NoError)
            done(Secret(job->binaryData()));
        else if (job->error() == QKeychain::EntryNotFound && !isLocked())
            done(Secret());
        else
            done(tl::unexpected(errorOf(*job)));
    });
    job->start();
}

void Keychain::write(const QString& key, const Secret& secret, QObject* context,
                     std::function<void(Result<>)> done) {
    auto* job = new QKeychain::WritePasswordJob(service_, this);
    prepare(*job, key);
    job->setBinaryData(secret.reveal());
    connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? Result<>() : tl::unexpected(errorOf(*job)));
    });
    job->start();
}

void Keychain::remove(const QString& key, QObject* context, std::function<void(Result<>)> done) {
    auto* job = new QKeychain::DeletePasswordJob(service_, this);
    prepare(*job, key);
    connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        const bool gone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
        done(gone ? Result<>() : tl::unexpected(errorOf(*job)));
    });
    job->start();
}

QString googleAccountKey(const QString& email) {
    return QStringLiteral("google:") + email;
}
QString googleClientKey(const QString& clientId) {
    return QStringLiteral("google.client:") + clientId;
}
QString kafkaPasswordKey() {
    return QStringLiteral("kafka.sasl.password");
}

} // namespace rowcast::secrets
