#pragma once
/// Finds out which spreadsheet is a form's: by the index's claims, by what the admin named, by what stands in
/// the folder, else by making one, and claims it. Pure; one thread at a time.

#include "core/sheets/protocol.h"

#include <deque>
#include <optional>

namespace rowcast::sheets {

/// What a form's spreadsheet is called: its title, cut to what a search by name can carry in its URL.
[[nodiscard]] std::string fileTitle(const std::string& title);

/// Why an account that may not create leaves it to people.
[[nodiscard]] Error mayNotCreate();

class Locator {
public:
    struct Rules {
        bool index = true;   ///< false: the account may not create; the admin names every spreadsheet
        SpreadsheetId named; ///< the spreadsheet that the admin named for this form
    };
    Locator(FormId form, Rules rules);

    [[nodiscard]] bool found() const { return found_; }
    [[nodiscard]] const SpreadsheetId& sheet() const { return sheet_; }
    [[nodiscard]] int generation() const { return generation_; }
    /// The spreadsheets of the earlier generations that the claims name.
    [[nodiscard]] const std::map<int, SpreadsheetId>& parts() const { return claims_.mine; }
    /// Files of ours that lost: to be trashed, one by one.
    [[nodiscard]] std::optional<SpreadsheetId> takeStray();
    [[nodiscard]] bool claimedByAny(const SpreadsheetId& sheet) const {
        return claims_.all && claims_.all->contains(sheet);
    }

    /// What to do next, or why it cannot go on. Precondition: not found.
    [[nodiscard]] Result<FormAction> next(const std::string& title);
    /// The outcome of next(), also Refused and Unknown. An error ends the search; it starts anew with next().
    [[nodiscard]] Result<> on(const Outcome& outcome, const QuestionList& questions);

    /// Everything known is forgotten but the files that we made.
    void forget();
    /// The present part is left: the next generation is `next` (empty: one to be made), unless the claims
    /// know better. `made`: we made it.
    void leave(const SpreadsheetId& next, bool made);
    /// A file that we made for the next part before it was named anywhere.
    void remember(const SpreadsheetId& made) { made_.insert(made); }

private:
    enum class Asked { Nothing, Claims, Files, State, Columns, File, Claim };
    void settle();
    void nameIt();
    [[nodiscard]] FormAction search(const std::string& title);
    [[nodiscard]] Result<> inspected(const StateRead& read);

    FormId form_;
    Rules rules_;
    bool found_ = false;
    SpreadsheetId sheet_;
    int generation_ = 0;

    Asked asked_ = Asked::Nothing;
    int wanted_ = 1;
    bool again_ = false;
    bool claimsRead_ = false;
    ClaimsGiven claims_;
    bool searched_ = false;
    std::deque<SpreadsheetId> candidates_; ///< found in the folder, not yet looked at
    SpreadsheetId inspected_;
    SpreadsheetId candidate_; ///< to be claimed
    std::set<SpreadsheetId> made_;
    std::deque<SpreadsheetId> strays_;
};

} // namespace rowcast::sheets
