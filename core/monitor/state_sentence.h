#pragma once
/// The state as people read it: one headline and the numbers that matter. Said once, here, for window, tray
/// and `rowcast status`. Pure; any thread.

#include "core/model/status.h"

namespace rowcast::monitor {

[[nodiscard]] StateSentence describe(const Status& status);
/// False: it passes by itself.
[[nodiscard]] bool needsPerson(const Error& error);
/// "2 s", "5 min", "3 h", "2 days".
[[nodiscard]] QString inWords(Millis duration);

} // namespace rowcast::monitor
