#pragma once
/// Changing a setting from the command line. Main thread of a verb.

#include "core/base/result.h"

#include <QString>

namespace rowcast::app {

/// By the running instance, which restarts what it concerns, else in the file. The sentence that it answers
/// with; empty if nobody runs.
[[nodiscard]] Result<QString> saveSetting(const QString& dataDir, const QString& key, const QString& value);

} // namespace rowcast::app
