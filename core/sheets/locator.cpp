#include "core/sheets/locator.h"

#include "core/sheets/state_entry.h"

#include <utility>

namespace rowcast::sheets {

namespace {

std::string partTitle(const std::string& title, int generation) {
    return generation == 1 ? title : title + " (" + std::to_string(generation) + ')';
}

tl::unexpected<Error> notAdoptable() {
    return fail(Remedy::PickFile,
                QStringLiteral(
                    "The first row of the named spreadsheet holds titles that are not this form's. Empty it, "
                    "or name another spreadsheet."),
                {}, {Choice::PickAnother, Choice::TryAgain});
}

} // namespace

Error mayNotCreate() {
    return {Remedy::PickFile,
            QStringLiteral("Rowcast may not create spreadsheets with this account. Make one for this form, "
                           "share it with the account, and name it here."),
            {},
            {},
            {Choice::PickAnother}};
}

std::string fileTitle(const std::string& title) {
    constexpr std::size_t most = 600; // bytes
    if (title.size() <= most) return title;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(title[end]) & 0xC0U) == 0x80U)
        --end;
    return title.substr(0, end);
}

std::optional<SpreadsheetId> Locator::takeStray() {
    if (strays_.empty()) return {};
    SpreadsheetId stray = strays_.front();
    strays_.pop_front();
    return stray;
}

Locator::Locator(FormId form, Rules rules) : form_(std::move(form)), rules_(std::move(rules)) {
    if (!rules_.index) nameIt();
}

void Locator::nameIt() {
    found_ = !rules_.named.empty();
    sheet_ = rules_.named;
    generation_ = wanted_;
    claims_.mine[generation_] = sheet_;
}

void Locator::forget() {
    if (!rules_.index) return nameIt();
    found_ = false;
    asked_ = Asked::Nothing;
    claimsRead_ = false;
    again_ = true;
    searched_ = false;
    candidates_.clear();
    inspected_ = {};
}

void Locator::leave(const SpreadsheetId& next, bool made) {
    wanted_ = generation_ + 1;
    candidate_ = next;
    if (made) made_.insert(next);
    if (!rules_.index) rules_.named = next;
    forget();
}

Result<FormAction> Locator::next(const std::string& title) {
    if (!rules_.index) return tl::unexpected(mayNotCreate());
    if (!claimsRead_) {
        asked_ = Asked::Claims;
        return AskClaims{form_, again_};
    }
    if (!candidate_.empty() && claimedByAny(candidate_)) {
        // One owner a spreadsheet: somebody's claim came first.
        candidate_ = {};
        forget();
        asked_ = Asked::Claims;
        return AskClaims{form_, true};
    }
    if (!candidate_.empty()) {
        asked_ = Asked::Claim;
        return MakeClaim{form_, wanted_, candidate_, partTitle(title, wanted_)};
    }
    return search(title);
}

FormAction Locator::search(const std::string& title) {
    if (wanted_ == 1 && !searched_) {
        asked_ = Asked::Files;
        return FindFiles{form_, title};
    }
    if (!inspected_.empty()) {
        asked_ = Asked::Columns;
        return ReadColumns{inspected_, {}, {}};
    }
    while (wanted_ == 1 && !candidates_.empty() && claimedByAny(candidates_.front()))
        candidates_.pop_front();
    if (wanted_ == 1 && !candidates_.empty()) {
        inspected_ = candidates_.front();
        candidates_.pop_front();
        asked_ = Asked::State;
        return ReadState{inspected_};
    }
    asked_ = Asked::File;
    return CreateFile{form_, partTitle(title, wanted_)};
}

Result<> Locator::inspected(const StateRead& read) {
    bool empty = true;
    for (const Metadata& entry : read.entries) {
        if (entry.key != kStateKey) continue;
        empty = false;
        const auto state = parseState(entry.value);
        if (state && state->form == formKey(form_) && state->sheet == startOf(inspected_))
            candidate_ = inspected_;
    }
    if (!empty) inspected_ = {};
    return {};
}

Result<> Locator::on(const Outcome& outcome, const QuestionList& questions) {
    const Asked asked = std::exchange(asked_, Asked::Nothing);
    if (const auto* refused = std::get_if<Refused>(&outcome)) {
        const bool notOurs = refused->why == Refused::Why::Gone || refused->error.remedy == Remedy::PickFile;
        if (notOurs && (asked == Asked::State || asked == Asked::Columns)) {
            inspected_ = {};
            return {};
        }
        if (asked == Asked::Claims || asked == Asked::Claim) claimsRead_ = false;
        return tl::unexpected(refused->error);
    }
    if (std::holds_alternative<Unknown>(outcome)) {
        if (asked == Asked::State) candidates_.push_front(std::exchange(inspected_, {}));
        // A file that we may have made is looked for once; a later part found there may be a loser's.
        if (asked == Asked::File && wanted_ == 1) searched_ = false;
        if (asked == Asked::Claim) claimsRead_ = false;
        return {};
    }
    if (const auto* claims = std::get_if<ClaimsGiven>(&outcome)) {
        claims_ = *claims;
        claimsRead_ = true;
        settle();
    } else if (const auto* files = std::get_if<FilesFound>(&outcome)) {
        searched_ = true;
        candidates_.assign(files->files.begin(), files->files.end());
        if (!rules_.named.empty()) candidates_.push_front(rules_.named);
    } else if (const auto* state = std::get_if<StateRead>(&outcome)) {
        return inspected(*state);
    } else if (const auto* columns = std::get_if<ColumnsRead>(&outcome)) {
        const SpreadsheetId sheet = std::exchange(inspected_, {});
        if (adoptable(columns->view, questions))
            candidate_ = sheet;
        else if (sheet == rules_.named)
            return notAdoptable();
    } else if (const auto* created = std::get_if<FileCreated>(&outcome)) {
        candidate_ = created->sheet;
        made_.insert(candidate_);
    }
    return {};
}

void Locator::settle() {
    if (claims_.mine.empty() || claims_.mine.rbegin()->first < wanted_) return;
    generation_ = claims_.mine.rbegin()->first;
    sheet_ = claims_.mine.rbegin()->second;
    wanted_ = generation_;
    found_ = true;
    again_ = false;
    candidate_ = {};
    searched_ = false;
    candidates_.clear();
    for (const SpreadsheetId& file : made_)
        if (!claimedByAny(file)) strays_.push_back(file);
    made_.clear();
}

} // namespace rowcast::sheets
