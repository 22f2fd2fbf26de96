#pragma once
/// One running instance a data dir: who holds the lock is it, everybody else speaks to it. Main thread of a
/// verb; waits at most some seconds.

#include "core/base/result.h"
#include "core/model/command.h"

#include <QJsonObject>
#include <QLockFile>

#include <memory>
#include <optional>

namespace rowcast::app {

/// The right to be the instance of a data dir, given back on destruction or when the process dies.
class InstanceLock {
public:
    /// None: another process has it. An error: the folder cannot be used at all.
    [[nodiscard]] static Result<std::optional<InstanceLock>> take(const QString& dataDir);

private:
    explicit InstanceLock(std::unique_ptr<QLockFile> file) : file_(std::move(file)) {}
    std::unique_ptr<QLockFile> file_;
};

/// Asks the instance that runs on the data dir; none: nobody runs there.
[[nodiscard]] Result<std::optional<QJsonObject>> askInstance(const QString& dataDir, QJsonObject request);
/// Its status, as `status --json` prints it.
[[nodiscard]] Result<std::optional<QJsonObject>> instanceStatus(const QString& dataDir);
/// Has it do something; the sentence that it answers with.
[[nodiscard]] Result<std::optional<QString>> tellInstance(const QString& dataDir, const CommandKind& command);

} // namespace rowcast::app
