#pragma once
/// Takes secrets out of text before it is logged, shown or stored. Pure; any thread.

#include <QString>

namespace rowcast {

/// `text` with access and refresh tokens, authorization codes, JWTs, private keys and passwords replaced by
/// "…". Works on headers, URLs, JSON and librdkafka property text; errs on the side of hiding.
[[nodiscard]] QString redacted(QString text);

} // namespace rowcast
