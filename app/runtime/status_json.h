#pragma once
/// Values as the JSON that the local socket and `--json` speak. Pure; any thread.

#include "core/model/check.h"
#include "core/model/command.h"
#include "core/model/query.h"
#include "core/model/status.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rowcast::app {

[[nodiscard]] QJsonObject toJson(const Error& error);
[[nodiscard]] QJsonObject toJson(const Status& status);
[[nodiscard]] QJsonArray toJson(const CheckReport& report);
[[nodiscard]] QJsonObject toJson(const CommandResult& result);
[[nodiscard]] QJsonObject toJson(const QueryPage& page);
[[nodiscard]] Error errorFrom(const QJsonObject& object);

} // namespace rowcast::app
