// How Google answers as such: which fields, which words of refusal, and what it says when it is asked too
// much.
#include "core/google/live_findings.h"
#include "core/google/live_requests.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace rowcast::google {

namespace {

using namespace live;

Finding repliesHoldKnownFields(LiveSheet& sheet) {
    static const QStringList known{QStringLiteral("commentUpdateState"), QStringLiteral("replies"),
                                   QStringLiteral("spreadsheetId"), QStringLiteral("updatedSpreadsheet")};
    const auto answer = sheet.ask(sheet.batchCall({appendRows(sheet.tab(), {{"x"}})}));
    if (!answer) return notAsked(answer.error());
    const QStringList fields = QJsonDocument::fromJson(answer->body).object().keys();
    const bool good =
        fields.contains(u"replies") &&
        std::all_of(fields.begin(), fields.end(), [](const QString& f) { return known.contains(f); });
    return foundIf(good, QStringLiteral("batchUpdate answers ") + fields.join(QStringLiteral(", ")));
}

Finding refusalsNameTheRequest(LiveSheet& sheet) {
    const auto answer = sheet.batch({appendRows(sheet.tab(), {{"x"}}), writeRow(999'999'999, 0, 0, {"x"})});
    return foundIf(!answer && answer.error().request == 1 && answer.error().requestKind == u"updateCells",
                   outcomeOf(answer));
}

/// Six at a time past our own limiter, until Google refuses one; then until it accepts one again.
Finding quotaIsPerMinute(LiveSheet& sheet) {
    if (!sheet.options().quota)
        return leftOut(QStringLiteral("only with --quota: it uses up this account's writes of a minute"));
    Call hasty = sheet.batchCall({writeRow(static_cast<std::int32_t>(sheet.firstTab().id), 0, 0, {"x"})});
    hasty.quota = Quota::None;
    const auto secondsSince = [](Monotonic start) {
        return std::chrono::duration_cast<std::chrono::seconds>(monotonicNow() - start).count();
    };
    const Monotonic start = monotonicNow();
    std::optional<Failure> refused;
    int written = 0;
    for (int round = 0; round < 20 && !refused; ++round)
        for (const auto& answer : sheet.askTogether(std::vector<Call>(6, hasty)))
            if (answer)
                ++written;
            else if (answer.error().reason == Reason::RateLimited)
                refused = answer.error();
    if (!refused)
        return differs(
            QStringLiteral("%1 writes in %2 s, none refused").arg(written).arg(secondsSince(start)));
    const qint64 until = secondsSince(start);
    const Monotonic empty = monotonicNow();
    bool again = false;
    while (!again && secondsSince(empty) < 120) {
        sheet.pause(Millis{5000});
        again = sheet.askTogether({hasty}).front().has_value();
    }
    const auto wait = refused->error.retryAfter;
    return foundIf(again && !wait,
                   QStringLiteral("refused after %1 writes in %2 s, %3 Retry-After; %4 after %5 s")
                       .arg(written)
                       .arg(until)
                       .arg(wait ? QStringLiteral("with") : QStringLiteral("without"),
                            again ? QStringLiteral("accepted again") : QStringLiteral("still refused"))
                       .arg(secondsSince(empty)));
}

} // namespace

std::vector<Probe> requestProbes() {
    return {
        {"replies-hold-known-fields", 'L', "A reply holds no field that was not seen before",
         repliesHoldKnownFields},
        {"refusals-name-the-request", 'R', "A refused batch names the request that was wrong",
         refusalsNameTheRequest},
        {"quota-is-per-minute", 'L',
         "Too many writes are refused without Retry-After, and taken again within two minutes",
         quotaIsPerMinute},
    };
}

} // namespace rowcast::google
