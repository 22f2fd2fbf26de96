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
#include <QLibrary>
#endif
#include <qt6keychain/keychain.h>

namespace rowcast::secrets {

namespace {

const QString kBusName = QStringLiteral("org.freedesktop.secrets");

/// A locked Secret Service that nobody unlocks answers like an empty one.
bool isLocked() {
#ifdef ROWCAST_SECRET_SERVICE
    QDBusMessage ask = QDBusMessage::createMethodCall(
        kBusName, QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    ask << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    const QDBusMessage reply = QDBusConnection::sessionBus().call(ask, QDBus::Block, 1000);
    return reply.arguments().value(0).value<QDBusVariant>().variant().toBool();
#else
    return false;
#endif
}

#ifdef ROWCAST_SECRET_SERVICE
/// libsecret, which QtKeychain asks, keeps the session of a service that ended, and every later call would be
/// refused: "The session does not exist".
void forgetSession() {
    using Disconnect = void (*)();
    const auto disconnect = reinterpret_cast<Disconnect>(
        QLibrary::resolve(QStringLiteral("secret-1"), 0, "secret_service_disconnect"));
    if (disconnect != nullptr) disconnect();
}
#endif

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

/// Nobody's child: libsecret calls it back even after the Keychain that asked is gone.
void prepare(QKeychain::Job& job, const QString& key) {
    job.setAutoDelete(true);
    job.setInsecureFallback(false);
    job.setKey(key);
}

} // namespace

Keychain::Keychain(QString service, QObject* parent) : QObject(parent), service_(std::move(service)) {
#ifdef ROWCAST_SECRET_SERVICE
    QDBusConnection bus = QDBusConnection::sessionBus();
    auto* watcher = new QDBusServiceWatcher(kBusName, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        forgetSession();
        emit available(false);
    });
    connect(watcher, &QDBusServiceWatcher::serviceRegistered, this, [this] { emit available(true); });
    // GNOME's tells of an unlocked collection by the one signal, KDE's by the other.
    bus.connect(kBusName, {}, QStringLiteral("org.freedesktop.DBus.Properties"),
                QStringLiteral("PropertiesChanged"), this, SLOT(lookAgain()));
    bus.connect(kBusName, {}, QStringLiteral("org.freedesktop.Secret.Service"),
                QStringLiteral("CollectionChanged"), this, SLOT(lookAgain()));
#endif
}

void Keychain::lookAgain() {
    if (!isLocked()) emit available(true);
}

void Keychain::read(const QString& key, QObject* context, std::function<void(Result<Secret>)> done) {
    auto* job = new QKeychain::ReadPasswordJob(service_);
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
    auto* job = new QKeychain::WritePasswordJob(service_);
    prepare(*job, key);
    job->setBinaryData(secret.reveal());
    connect(job, &QKeychain::Job::finished, context, [job, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? Result<>() : tl::unexpected(errorOf(*job)));
    });
    job->start();
}

void Keychain::remove(const QString& key, QObject* context, std::function<void(Result<>)> done) {
    auto* job = new QKeychain::DeletePasswordJob(service_);
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
