#pragma once
/// What the stories of Google accounts share: a Kafka and a Google in this process, a data folder, the
/// running instance, and a browser that says yes. Runs inside tests/support/with_keyring: the keychain is a
/// real one, and empty at first. Main thread.

#include "app/runtime/runtime.h"
#include "core/kafka/embedded_broker.h"
#include "core/sandbox/local_google.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <map>
#include <memory>

namespace rowcast::app {

class GoogleRig {
public:
    enum class Kafka { Set, NotSet };
    explicit GoogleRig(sandbox::Options options = {}, Kafka kafka = Kafka::Set);
    ~GoogleRig();

    /// Opens an instance on the data folder; the one before ends politely first.
    void start();
    void stop();
    [[nodiscard]] Runtime& runtime() { return *runtime_; }
    [[nodiscard]] const Status& status() const { return status_; }
    [[nodiscard]] sandbox::LocalGoogle& google() { return google_; }

    /// Sends the command and waits for its answer.
    CommandResult ask(const CommandKind& kind);
    /// Its outcome as a sentence.
    QString say(const CommandKind& kind);
    /// The admin's own OAuth client, handed over.
    void useClient(bool testing = false);
    /// Whoever is asked for consent says yes as this person, and picks these files; empty: nobody comes back.
    void browseAs(const QString& email, const QStringList& picks = {}) {
        person_ = email;
        picks_ = picks;
    }
    /// One response of the form into Kafka.
    void respond(const QString& form, int number);
    /// Form → response ids in its sheet, as a person sees them.
    [[nodiscard]] std::map<QString, QStringList> rows();
    /// Waits until so many rows stand in the form's sheet. False: they do not come, or another row did.
    [[nodiscard]] bool delivered(const QString& form, int rows);
    [[nodiscard]] QString problems() const;
    [[nodiscard]] const Problem* problem(const char* id) const;
    [[nodiscard]] const CheckLine* line(const char* id) const;
    [[nodiscard]] QString path(const QString& name) const { return dir_.filePath(name); }
    /// A service account's key file, as Google hands it out.
    [[nodiscard]] QByteArray robotKey(const char* email = "robot@project.iam.gserviceaccount.com");

private:
    void browse(const QUrl& url);

    QTemporaryDir dir_;
    std::unique_ptr<kafka::EmbeddedBroker> broker_;
    sandbox::LocalGoogle google_;
    QNetworkAccessManager browser_;
    QString person_;
    QStringList picks_;
    QUrl seen_; ///< the consent page that was visited last
    std::map<std::uint64_t, CommandResult> answers_;
    std::uint64_t lastCommand_ = 0;
    Status status_;
    std::unique_ptr<Runtime> runtime_;
};

/// What the keychain keeps for an account; empty: nothing.
[[nodiscard]] Secret keptInKeychain(const QString& email);
/// What a call on the session's D-Bus answers; `words` as dbus-send takes them.
[[nodiscard]] QString bus(const QStringList& words);

} // namespace rowcast::app
