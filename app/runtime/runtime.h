#pragma once
/// The running instance: owns the flow, its settings and the local socket; routes commands to their owners
/// and hands the status to whoever shows it. Main thread.

#include "app/runtime/flow.h"
#include "app/runtime/google_sign_in.h"
#include "app/runtime/local_socket.h"
#include "core/secrets/keychain.h"
#include "core/settings/settings_file.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace rowcast::app {

class Runtime : public QObject {
    Q_OBJECT
public:
    /// `config` as it is now; settings changed later go to the file in its data dir.
    explicit Runtime(DeliveryConfig config);

    /// Opens the store and the socket and begins to deliver, unless something is missing: then the status
    /// says what.
    [[nodiscard]] Result<> start();

public slots:
    void command(const rowcast::Command& command);
    void query(const rowcast::Query& query);
    /// Commits, leaves the group, then stopped().
    void stop();

signals:
    void statusChanged(const rowcast::Status& status);
    void done(const rowcast::CommandResult& result);
    void answered(const rowcast::QueryPage& page);
    void raiseRequested();
    void stopped();

private:
    /// What follows when the flow has stopped.
    enum class Then { Nothing, Restart, End };

    [[nodiscard]] Result<> open();
    void begin();
    void read(const Result<Secret>& kafkaPassword);
    void restart();
    void flowStopped();
    void show(const Status& status);
    void halt(const Error& error);
    void answerLostLogs(const Status& status);
    void connectAccounts();
    void useAccounts();
    void tellAccounts();
    void deliver();
    [[nodiscard]] QString ailing() const;
    void finish(std::uint64_t command, const QString& message);
    void refuse(std::uint64_t command, Remedy remedy, const QString& what);
    void pause(std::uint64_t command, bool paused);
    void mend(std::uint64_t command, const Mend& mend);
    void useClient(std::uint64_t command, const UseOAuthClient& client);
    void picked(quint64 command, const QString& folder, const QStringList& titles);
    [[nodiscard]] Result<QString> set(const SetSetting& change);
    [[nodiscard]] Result<> keep(const SetSetting& change);

    DeliveryConfig config_;
    bool handed_; ///< the accounts were given to us with the config, and no others are known
    settings::SettingsFile file_;
    LocalSocket socket_;
    secrets::Keychain keychain_;
    GoogleAccounts accounts_;
    GoogleSignIn signIn_;
    std::unique_ptr<Flow> flow_;
    Status told_;          ///< as the status board said it
    Status status_;        ///< with what only this thread knows
    bool known_ = false;   ///< the accounts have been read once
    bool started_ = false; ///< Kafka is read, or about to be
    Then then_ = Then::Nothing;
    bool paused_ = false;
    QSet<QString> answeredLogs_; ///< problems that the setting delivery.lost_log has answered
};

/// What keeps a pipeline from starting, as a sentence; none: nothing does.
[[nodiscard]] std::optional<Error> hindrance(const settings::Settings& settings);

} // namespace rowcast::app
