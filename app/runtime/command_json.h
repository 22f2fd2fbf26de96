#pragma once
/// Commands and queries as the local socket carries them. Pure; any thread.

#include "core/base/result.h"
#include "core/model/command.h"
#include "core/model/query.h"

#include <QJsonObject>

namespace rowcast::app {

[[nodiscard]] QJsonObject toJson(const CommandKind& command);
[[nodiscard]] Result<CommandKind> commandFrom(const QJsonObject& object);
[[nodiscard]] QJsonObject toJson(const QueryKind& query);
[[nodiscard]] Result<QueryKind> queryFrom(const QJsonObject& object);

} // namespace rowcast::app
