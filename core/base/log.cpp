#include "core/base/log.h"

namespace rowcast {

Q_LOGGING_CATEGORY(lcKafka, "rowcast.kafka", QtInfoMsg)
Q_LOGGING_CATEGORY(lcGoogle, "rowcast.google", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSheets, "rowcast.sheets", QtInfoMsg)
Q_LOGGING_CATEGORY(lcPipeline, "rowcast.pipeline", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "rowcast.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcSandbox, "rowcast.sandbox", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApp, "rowcast.app", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "rowcast.ui", QtInfoMsg)

} // namespace rowcast
