#include "app/runtime/instance.h"

#include "app/runtime/command_json.h"
#include "app/runtime/local_socket.h"
#include "app/runtime/status_json.h"
#include "core/settings/settings_file.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QLocalSocket>

namespace rowcast::app {

namespace {

// Mending a form reads and writes at Google before it answers.
constexpr int kPatienceMs = 60'000;

} // namespace

Result<std::optional<InstanceLock>> InstanceLock::take(const QString& dataDir) {
    if (auto made = settings::makePrivate(dataDir); !made) return fail(std::move(made.error()));
    auto file = std::make_unique<QLockFile>(QDir(dataDir).filePath(QStringLiteral("rowcast.lock")));
    file->setStaleLockTime(0); // never by age: only a dead process gives it up
    if (file->tryLock()) return std::optional(InstanceLock(std::move(file)));
    if (file->error() == QLockFile::LockFailedError) return std::optional<InstanceLock>();
    return fail(
        Remedy::FixSettings,
        QStringLiteral(
            "The data folder %1 cannot be written: check who owns it, or name another with --data-dir.")
            .arg(dataDir));
}

Result<std::optional<QJsonObject>> askInstance(const QString& dataDir, QJsonObject request) {
    QLocalSocket socket;
    socket.connectToServer(socketPath(dataDir));
    if (!socket.waitForConnected(5000)) return std::optional<QJsonObject>();
    request.insert(QStringLiteral("id"), 1);
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    QElapsedTimer waited;
    waited.start();
    while (!socket.canReadLine())
        if (!socket.waitForReadyRead(std::max(1, kPatienceMs - static_cast<int>(waited.elapsed()))))
            return fail(Remedy::Retry,
                        QStringLiteral("The running Rowcast did not answer: try again in a moment."),
                        socket.errorString());
    const QJsonObject answer = QJsonDocument::fromJson(socket.readLine()).object();
    if (answer.contains(QLatin1String("error")))
        return fail(errorFrom(answer.value(QLatin1String("error")).toObject()));
    return std::optional(answer);
}

Result<std::optional<QJsonObject>> instanceStatus(const QString& dataDir) {
    return askInstance(dataDir, {{QStringLiteral("ask"), QStringLiteral("status")}})
        .map([](const std::optional<QJsonObject>& answer) -> std::optional<QJsonObject> {
            if (!answer) return std::nullopt;
            return answer->value(QLatin1String("status")).toObject();
        });
}

Result<std::optional<QString>> tellInstance(const QString& dataDir, const CommandKind& command) {
    return askInstance(dataDir, {{QStringLiteral("command"), toJson(command)}})
        .map([](const std::optional<QJsonObject>& answer) -> std::optional<QString> {
            if (!answer) return std::nullopt;
            return answer->value(QLatin1String("message")).toString();
        });
}

} // namespace rowcast::app
