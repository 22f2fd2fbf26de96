#pragma once
/// The one table of every setting: key, default, check, help, and what a change restarts. Pure; any thread.

#include "core/base/result.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace rowcast::settings {

/// What must start anew for a changed value to hold.
enum class Restarts { Nothing, Pipeline };

struct Setting {
    QString key; ///< a part in angle brackets stands for any text: "kafka.properties.<name>"
    QString standard;
    QString help; ///< one sentence for people
    Restarts restarts = Restarts::Pipeline;
    /// The value as it is kept (trimmed, normal form), or what is wrong with it.
    std::function<Result<QString>(const QString&)> check;

    [[nodiscard]] bool isFamily() const { return key.contains(u'<'); }
    /// What stands at the place of the angle brackets in `key`; none if it is another setting's key.
    [[nodiscard]] std::optional<QString> memberOf(const QString& key) const;
};

/// All settings in the order in which people meet them.
[[nodiscard]] const std::vector<Setting>& catalogue();
/// The setting that `key` names, families included; null if there is none.
[[nodiscard]] const Setting* find(const QString& key);
/// `value` as it is kept under `key`, or why it cannot be.
[[nodiscard]] Result<QString> checked(const QString& key, const QString& value);

} // namespace rowcast::settings
