#pragma once
/// Every log category of the program. Levels by QT_LOGGING_RULES, e.g. "rowcast.google.debug=true".

#include <QLoggingCategory>

namespace rowcast {

Q_DECLARE_LOGGING_CATEGORY(lcKafka)
Q_DECLARE_LOGGING_CATEGORY(lcGoogle)
Q_DECLARE_LOGGING_CATEGORY(lcSheets)
Q_DECLARE_LOGGING_CATEGORY(lcPipeline)
Q_DECLARE_LOGGING_CATEGORY(lcStore)
Q_DECLARE_LOGGING_CATEGORY(lcSandbox)
Q_DECLARE_LOGGING_CATEGORY(lcApp)
Q_DECLARE_LOGGING_CATEGORY(lcUi)

} // namespace rowcast
