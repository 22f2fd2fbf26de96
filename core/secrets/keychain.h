#pragma once
/// The system's keychain (Secret Service, Windows, macOS) by QtKeychain: the only place where secrets are
/// kept. Never falls back to a file. Main thread; answers come later by the event loop.

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QObject>

#include <functional>

namespace rowcast::secrets {

class Keychain : public QObject {
    Q_OBJECT
public:
    /// `service` is the heading that people see in their keychain program.
    explicit Keychain(QString service = QStringLiteral("Rowcast"), QObject* parent = nullptr);

    /// The secret kept under `key`; an empty one if there is none. A locked keychain asks the person to
    /// unlock it.
    void read(const QString& key, QObject* context, std::function<void(Result<Secret>)> done);
    void write(const QString& key, const Secret& secret, QObject* context,
               std::function<void(Result<>)> done);
    /// A key that is not there counts as removed.
    void remove(const QString& key, QObject* context, std::function<void(Result<>)> done);

signals:
    /// The keychain ended, or came back or was unlocked, while we run. Only where the system tells (Secret
    /// Service, by D-Bus); nobody is asked to unlock anything for it.
    void available(bool is);

private slots:
    /// Something about the keychain changed (called by D-Bus).
    void lookAgain();

private:
    QString service_;
};

/// Keys in use, so that all parts of the program spell them alike.
[[nodiscard]] QString googleAccountKey(const QString& email);
/// The secret of an OAuth client.
[[nodiscard]] QString googleClientKey(const QString& clientId);
[[nodiscard]] QString kafkaPasswordKey();

} // namespace rowcast::secrets
