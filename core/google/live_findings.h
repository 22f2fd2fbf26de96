#pragma once
/// How probes put what they saw. Pure; used by live_*.cpp only.

#include "core/google/live_check.h"
#include "core/google/live_sheet.h"

namespace rowcast::google::live {

[[nodiscard]] inline Finding holds(const QString& seen) {
    return {Verdict::Holds, seen};
}
[[nodiscard]] inline Finding differs(const QString& seen) {
    return {Verdict::Differs, seen};
}
/// The experiment could not be made.
[[nodiscard]] inline Finding notAsked(const Failure& failure) {
    return {Verdict::NotAsked, failure.error.detail};
}
/// It needs another account, or the word of whoever asks.
[[nodiscard]] inline Finding leftOut(const QString& why) {
    return {Verdict::LeftOut, why};
}
[[nodiscard]] inline Finding foundIf(bool good, const QString& seen) {
    return {good ? Verdict::Holds : Verdict::Differs, seen};
}

/// "refused: <Google's text>" or "accepted".
template <class T>
[[nodiscard]] QString outcomeOf(const Answer<T>& answer) {
    return answer ? QStringLiteral("accepted") : QStringLiteral("refused: ") + answer.error().message;
}
/// Holds if the answer is a refusal for this reason.
template <class T>
[[nodiscard]] Finding refusedAs(const Answer<T>& answer, Reason reason) {
    return foundIf(!answer && answer.error().reason == reason, outcomeOf(answer));
}

} // namespace rowcast::google::live
