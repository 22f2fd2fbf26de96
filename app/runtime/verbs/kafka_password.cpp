#include "app/runtime/verbs/kafka_password.h"

#include "app/runtime/credentials.h"
#include "app/runtime/instance.h"
#include "app/runtime/verbs/await.h"
#include "core/secrets/keychain.h"

#include <QFile>

#include <optional>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

namespace rowcast::app {

namespace {

constexpr qint64 kLongest = 64 * 1024;

/// What the keychain answers to `ask(keychain, answer)`, or that it did not.
template <class Answer, class Ask>
Answer fromKeychain(const Ask& ask) {
    secrets::Keychain keychain;
    QEventLoop loop;
    std::optional<Answer> answer;
    ask(keychain, loop, [&](const Answer& said) {
        answer = said;
        loop.quit();
    });
    if (!answer) await(loop, kKeychainPatience);
    if (answer) return *answer;
    return fail(Remedy::Retry, QStringLiteral("The keychain of this computer did not answer within %1 s.")
                                   .arg(kKeychainPatience.count()));
}

Result<Secret> kept() {
    return fromKeychain<Result<Secret>>(
        [](secrets::Keychain& keychain, QEventLoop& loop, const auto& answer) {
            keychain.read(secrets::kafkaPasswordKey(), &loop, answer);
        });
}

/// While it lives, a terminal shows nothing of what is typed.
class NoEcho {
public:
    NoEcho() {
#ifdef Q_OS_UNIX
        terminal_ = isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!terminal_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
        fputs("Kafka's password: ", stderr);
#endif
    }
    ~NoEcho() {
#ifdef Q_OS_UNIX
        if (!terminal_) return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        fputs("\n", stderr);
#endif
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
#ifdef Q_OS_UNIX
    termios before_{};
    bool terminal_ = false;
#endif
};

Secret firstLine() {
    const NoEcho typed;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly)) return {};
    QByteArray line = input.readLine(kLongest);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return Secret(line);
}

} // namespace

Result<Secret> kafkaPasswordFor(const settings::Settings& settings) {
    return fromKeychain<Result<Secret>>(
        [&settings](secrets::Keychain& keychain, QEventLoop& loop, const auto& answer) {
            readKafkaPassword(settings, keychain, &loop, answer);
        });
}

Result<QString> setKafkaPassword(const QString& dataDir) {
    const Secret password = firstLine();
    const auto done = fromKeychain<Result<>>(
        [&password](secrets::Keychain& keychain, QEventLoop& loop, const auto& answer) {
            if (password.empty())
                keychain.remove(secrets::kafkaPasswordKey(), &loop, answer);
            else
                keychain.write(secrets::kafkaPasswordKey(), password, &loop, answer);
        });
    if (!done) return fail(done.error());
    const auto told = tellInstance(dataDir, SetSetting{kKafkaPasswordKey, {}});
    if (!told) return fail(told.error());
    if (*told) return **told;
    return password.empty() ? QStringLiteral("The keychain keeps no password for Kafka any more.")
                            : QStringLiteral("Kept in the keychain.");
}

Result<QString> whereKafkaPasswordIs() {
    if (qEnvironmentVariableIsSet("ROWCAST_KAFKA_PASSWORD_FILE"))
        return kafkaPassword().map([](const Secret&) {
            return QStringLiteral("(in the file named in ROWCAST_KAFKA_PASSWORD_FILE)");
        });
    return kept().map([](const Secret& password) {
        return password.empty() ? QString() : QStringLiteral("(in the keychain)");
    });
}

} // namespace rowcast::app
