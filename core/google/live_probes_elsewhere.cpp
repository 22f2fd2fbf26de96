// Assumptions that no request of ours can settle: they are said with the way to see them, so that the table
// is whole.
#include "core/google/live_findings.h"

namespace rowcast::google {

using namespace live;

std::vector<Probe> elsewhereProbes() {
    return {
        {"picked-files-are-named", 'Q',
         "Files picked on the consent page are named to Rowcast, and open then",
         [](LiveSheet&) { return leftOut(QStringLiteral("use “Let it use a file…” in the Google panel")); }},
        {"strangers-files-are-404", 'L', "A file that was neither made nor picked here is 404, not 403",
         [](LiveSheet&) {
             return leftOut(QStringLiteral("name one in form.<id>.spreadsheet, then “check”"));
         }},
        {"grants-outlive-tokens", 'L', "What was made or picked stays open when the token is renewed",
         [](LiveSheet&) { return leftOut(QStringLiteral("delivery of more than an hour shows it")); }},
        {"testing-tokens-last-7-days", 'Q', "While the app is in testing, a sign-in ends after seven days",
         [](LiveSheet&) { return leftOut(QStringLiteral("takes a week; the alert says so when it ends")); }},
        {"delegation-refused-by-name", 'Q',
         "Delegation that no admin allowed is refused as unauthorized_client",
         [](LiveSheet&) { return leftOut(QStringLiteral("needs a domain that does not allow it")); }},
        {"refused-and-yet-written", 'Q', "An answer of 503 does not mean that nothing was written",
         [](LiveSheet&) {
             return leftOut(QStringLiteral("cannot be provoked; every such answer is doubted"));
         }},
        {"restored-version-brings-metadata", '?', "A restored version brings the metadata of its time back",
         [](LiveSheet&) { return leftOut(QStringLiteral("restore one by File > Version history")); }},
        {"use-above-quota-costs", 'Q', "Requests above the quota are refused, not billed",
         [](LiveSheet&) { return leftOut(QStringLiteral("see Billing in the Google Cloud console")); }},
    };
}

} // namespace rowcast::google
