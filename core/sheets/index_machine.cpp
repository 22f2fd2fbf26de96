#include "core/sheets/index_machine.h"

#include "core/base/overloaded.h"
#include "core/sheets/claim.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace rowcast::sheets {

namespace {

constexpr int kEmptyLists = 7;                   ///< lists without an index before another one is made
constexpr int kAttempts = 6;                     ///< passing failures before the forms are told
constexpr std::int64_t kFirstTabId = 0x52430000; ///< of the further tabs that we make
constexpr char kIndexKey[] = "-index--";         ///< where a state names its form

Error settling(Millis left) {
    return {Remedy::Wait,
            QStringLiteral(
                "The folder's index is new. Rowcast waits until no other instance can have made one too."),
            {},
            left,
            {}};
}

Error stop(const QString& what, const QString& detail = {}) {
    return {Remedy::Stop, what, detail, {}, {Choice::TryAgain}};
}

Error gone() {
    Error error =
        stop(QStringLiteral("The index spreadsheet of this folder is gone. Restore it from the trash "
                            "or have it shared again; without it Rowcast cannot know whose "
                            "spreadsheet is whose."));
    error.choices.push_back(Choice::RebuildIndex);
    return error;
}

Error inTrash(const SpreadsheetId& sheet) {
    return stop(QStringLiteral("The index spreadsheet of this folder is in the trash. Restore it there."),
                sheet.text());
}

Error twoIndexes(const SpreadsheetId& one, const SpreadsheetId& other) {
    return stop(
        QStringLiteral("Two index spreadsheets of this folder, or of folders with this name, say which "
                       "spreadsheet is whose. Remove the one that is not needed, or enter the folder's link "
                       "instead of its name."),
        one.text() + u' ' + other.text());
}

} // namespace

std::vector<IndexAction> IndexMachine::step(const IndexEvent& event, Monotonic now) {
    out_.clear();
    std::visit(Overloaded{[&](const AskClaims& told) {
                              asks_.push_back(told.form);
                              if (told.again || blocked_) book_.doubt();
                              if (blocked_) recheck();
                          },
                          [&](const MakeClaim& told) {
                              wants_.push_back({told.form, told.generation, told.sheet, told.title});
                          },
                          [&](const Recheck&) { recheck(); }, [&](const RebuildIndex&) { forget(); },
                          [&](const Outcome& told) { outcome(told, now); }},
               event);
    if (asked_ == Asked::Nothing) advance(now);
    return std::move(out_);
}

void IndexMachine::outcome(const Outcome& outcome, Monotonic now) {
    const Asked asked = std::exchange(asked_, Asked::Nothing);
    if (asked == Asked::Wait) return;
    if (const auto* refused = std::get_if<Refused>(&outcome)) {
        if (asked == Asked::Other && refused->why == Refused::Why::Gone) return otherLooked({});
        if (asked == Asked::Write) book_.doubt();
        const bool taken = refused->why == Refused::Why::VersionTaken;
        if (taken && ++refusals_ < kAttempts) {
            wait_ = refusals_ > 1 ? Millis{250LL << refusals_} : Millis{0};
            return;
        }
        refusals_ = attempt_ = 0;
        if (refused->why == Refused::Why::Gone) listedAt_.reset();
        return answerAll(
            taken ? Refused{Refused::Why::Other,
                            stop(QStringLiteral("Something else wrote into the notes that Rowcast keeps in "
                                                "the index spreadsheet."),
                                 refused->error.detail)}
                  : *refused);
    }
    if (const auto* failed = std::get_if<Unknown>(&outcome)) {
        if (asked == Asked::Write) book_.doubt();
        if (asked == Asked::Create) listedAt_.reset();
        if (++attempt_ >= kAttempts) {
            attempt_ = 0;
            Refused answer{Refused::Why::Other, failed->error};
            answer.error.remedy = Remedy::Retry;
            return answerAll(answer);
        }
        return backOff();
    }
    if (asked != Asked::State) attempt_ = 0;
    understand(asked, outcome, now);
}

void IndexMachine::understand(Asked asked, const Outcome& outcome, Monotonic now) {
    switch (asked) {
    case Asked::List: return listed(std::get<IndexesListed>(outcome), now);
    case Asked::Other: return otherLooked(std::get<ClaimsRead>(outcome));
    case Asked::State: return stateRead(std::get<StateRead>(outcome));
    case Asked::Columns: book_.view = std::get<ColumnsRead>(outcome).view; return;
    case Asked::Claims: return claimsRead(std::get<ClaimsRead>(outcome));
    case Asked::Write: return claimsWritten(now);
    default: return; // Create: the next list shows it, sooner or later
    }
}

/// Its claims are gone with it; the forms claim their spreadsheets anew.
void IndexMachine::forget() {
    if (!blocked_ || !(*blocked_ == gone())) return;
    rules_.known = {};
    book_ = {};
    emptyLists_ = 0;
    claimsKnown_ = false;
    claims_.clear();
    perTab_.clear();
    all_ = std::make_shared<std::set<SpreadsheetId>>();
    recheck();
}

void IndexMachine::recheck() {
    recheck_ = true;
    listedAt_.reset();
}

void IndexMachine::listed(const IndexesListed& list, Monotonic now) {
    listedAt_ = now;
    recheck_ = false;
    listed_ = list.indexes;
    others_.clear();
    bound_.clear();
    const SpreadsheetId used = inUse();
    if (used.empty()) return list.indexes.empty() ? noneListed() : noneInUse(list);
    const auto ours = std::ranges::find(listed_, used, &IndexesListed::Index::sheet);
    if (ours == listed_.end()) return block(gone());
    if (ours->trashed) return block(inTrash(used));
    use(used);
    std::ranges::copy_if(listed_, std::back_inserter(others_),
                         [&](const auto& index) { return !index.trashed && !(index.sheet == used); });
    if (others_.empty()) goOn();
}

void IndexMachine::noneListed() {
    listedAt_.reset();
    if (emptyLists_++ % kEmptyLists != 0) {
        // A list may lag behind the creation.
        wait_ = Millis{1000LL << std::min(emptyLists_ - 2, 5)};
        answerAll(Refused{Refused::Why::Other, settling(rules_.settle)});
        recheck_ = true;
        return;
    }
    asked_ = Asked::Create;
    out_.push_back(CreateIndex{});
}

void IndexMachine::noneInUse(const IndexesListed& list) {
    emptyLists_ = 0;
    const Millis age = std::chrono::duration_cast<Millis>(list.at - listed_.front().created);
    if (rules_.settle > Millis{0} && age < rules_.settle) {
        listedAt_.reset();
        return answerAll(Refused{Refused::Why::Other, settling(rules_.settle - age)});
    }
    if (listed_.size() == 1) return choose();
    others_.assign(listed_.begin(), listed_.end());
}

/// An index that lost holds no claim. One that does is in use somewhere, so it or ours was listed too late.
void IndexMachine::otherLooked(const ClaimsRead& read) {
    if (!read.entries.empty()) bound_.push_back(others_.front());
    others_.pop_front();
    if (!others_.empty()) return;
    if (inUse().empty()) return choose();
    bound_.empty() ? goOn() : block(twoIndexes(book_.sheet, bound_.front().sheet));
}

/// The one that holds claims, else the oldest. One in the trash is passed over only for one that holds them.
void IndexMachine::choose() {
    const auto standing = [](const auto& index) { return !index.trashed; };
    const auto bound = std::ranges::find_if(bound_, standing);
    if (std::ranges::count_if(bound_, standing) > 1)
        return block(twoIndexes(bound->sheet, std::find_if(bound + 1, bound_.end(), standing)->sheet));
    const auto& chosen = bound != bound_.end() ? *bound : bound_.empty() ? listed_.front() : bound_.front();
    if (chosen.trashed) return block(inTrash(chosen.sheet));
    use(chosen.sheet);
    // Files are to be made where it stands, not where the oldest does: a list that names it sees to that.
    if (!(std::ranges::find_if(listed_, standing)->sheet == chosen.sheet)) listedAt_.reset();
    goOn();
}

void IndexMachine::use(const SpreadsheetId& sheet) {
    book_.sheet = sheet;
    book_.form = kIndexKey;
}

void IndexMachine::goOn() {
    if (std::exchange(blocked_, std::nullopt)) out_.push_back(IndexBlocked{});
}

void IndexMachine::stateRead(const StateRead& read) {
    const std::int64_t before = book_.version();
    const bool known = claimsKnown_;
    if (auto learnt = book_.learn(read.entries); !learnt) return block(learnt.error());
    if (book_.version() < std::max(before, book_.sheet == rules_.known ? rules_.knownVersion : 0)) {
        book_.doubt();
        if (++attempt_ < kAttempts) return backOff();
        return block(stop(
            QStringLiteral("Somebody restored an old version of the index spreadsheet. Restore its newest "
                           "version.")));
    }
    if (book_.state && (book_.state->form != kIndexKey || book_.state->sheet != startOf(book_.sheet)))
        return block(stop(QStringLiteral("The index spreadsheet of this folder is a copy. Remove it.")));
    attempt_ = 0;
    if (book_.version() != before) refusals_ = 0; // another instance's write, not a stranger's
    claimsKnown_ = known && book_.version() == before;
}

void IndexMachine::claimsRead(const ClaimsRead& read) {
    claims_.clear();
    perTab_.clear();
    auto all = std::make_shared<std::set<SpreadsheetId>>();
    for (const Metadata& entry : read.entries) {
        const auto claim = parseClaim(entry.value);
        if (!claim) return block(claim.error());
        if (claims_[claim->form].contains(claim->generation))
            return block(stop(QStringLiteral("The index spreadsheet binds one form to two spreadsheets."),
                              QString::fromStdString(entry.value)));
        claims_[claim->form][claim->generation] = claim->sheet;
        all->insert(claim->sheet);
        ++perTab_[entry.tab];
    }
    all_ = std::move(all);
    claimsKnown_ = true;
}

ClaimsGiven IndexMachine::claimsOf(const FormId& form) const {
    const auto found = claims_.find(claimKey(form));
    return {found == claims_.end() ? std::map<int, SpreadsheetId>() : found->second, all_};
}

void IndexMachine::claimsWritten(Monotonic now) {
    book_.written(plan_, {}, now);
    claimsKnown_ = true; // known before, or there was nothing to know
    for (const MetadataOp& op : plan_.tags)
        ++perTab_[op.entry.tab];
    // Those who were given the old set keep it.
    auto all = std::make_shared<std::set<SpreadsheetId>>(*all_);
    for (const Want& want : std::exchange(sent_, {})) {
        claims_[claimKey(want.form)][want.generation] = want.sheet;
        all->insert(want.sheet);
    }
    all_ = std::move(all);
}

/// Answers the asks, and the wants that the claims have decided; true if a claim is due.
bool IndexMachine::answerWhatIsDecided() {
    for (const FormId& form : std::exchange(asks_, {}))
        out_.push_back(GiveClaims{form, claimsOf(form)});
    std::deque<Want> due;
    for (Want& want : std::exchange(wants_, {})) {
        const ClaimsGiven claims = claimsOf(want.form);
        const bool decided = claims.all->contains(want.sheet) ||
                             (!claims.mine.empty() && claims.mine.rbegin()->first >= want.generation);
        const bool clash =
            std::any_of(due.begin(), due.end(), [&](const Want& w) { return w.sheet == want.sheet; });
        if (decided || clash)
            out_.push_back(GiveClaims{want.form, claims});
        else
            due.push_back(std::move(want));
    }
    wants_ = std::move(due);
    return !wants_.empty();
}

WritePlan IndexMachine::claimPlan() {
    WritePlan plan = book_.plan({});
    plan.tabTitle.clear();
    std::map<std::int64_t, int> used = perTab_;
    if (used.empty()) used[book_.view->tab] = 0;
    sent_.assign(wants_.begin(), wants_.end());
    for (const Want& want : sent_) {
        auto tab = std::find_if(used.begin(), used.end(),
                                [](const auto& entry) { return entry.second < kClaimsPerTab; });
        if (tab == used.end()) {
            const std::int64_t id = kFirstTabId + static_cast<std::int64_t>(used.size());
            plan.addTabs.push_back("Forms " + std::to_string(used.size() + 1));
            plan.addTabIds.push_back(id);
            tab = used.emplace(id, 0).first;
        }
        ++tab->second;
        MetadataOp op;
        op.entry = {0,
                    kClaimKey,
                    formatClaim({claimKey(want.form), want.generation, want.sheet}),
                    Metadata::Place::Tab,
                    tab->first,
                    -1};
        plan.tags.push_back(std::move(op));
        plan.tab = used.begin()->first;
        plan.listed.push_back({want.title, rules_.urlStart + want.sheet.value + "/edit", 0, "open"});
    }
    return plan;
}

void IndexMachine::advance(Monotonic now) {
    if (wait_ > Millis{0}) {
        asked_ = Asked::Wait;
        out_.push_back(Wait{std::exchange(wait_, Millis{0})});
        return;
    }
    if (asks_.empty() && wants_.empty() && !recheck_ && others_.empty()) return;
    if (!listedAt_ || now - *listedAt_ >= rules_.listAge) {
        asked_ = Asked::List;
        out_.push_back(ListIndexes{inUse()});
        return;
    }
    if (!others_.empty()) {
        asked_ = Asked::Other;
        out_.push_back(ReadClaims{others_.front().sheet});
        return;
    }
    if (blocked_) return answerAll(Refused{Refused::Why::Other, *blocked_});
    if (!book_.stateRead) {
        asked_ = Asked::State;
        out_.push_back(ReadState{book_.sheet});
    } else if (!claimsKnown_ && book_.state) {
        asked_ = Asked::Claims;
        out_.push_back(ReadClaims{book_.sheet});
    } else if (answerWhatIsDecided()) {
        if (perTab_.empty() && !book_.view) {
            asked_ = Asked::Columns;
            out_.push_back(ReadColumns{book_.sheet, {}, {}});
            return;
        }
        plan_ = claimPlan();
        asked_ = Asked::Write;
        out_.push_back(Write{plan_});
    }
}

void IndexMachine::block(const Error& error) {
    blocked_ = error;
    out_.push_back(IndexBlocked{error});
    answerAll(Refused{Refused::Why::Other, error});
}

void IndexMachine::answerAll(const Outcome& answer) {
    recheck_ = false;
    if (!others_.empty()) listedAt_.reset(); // they are looked at with the next list
    others_.clear();
    for (const FormId& form : std::exchange(asks_, {}))
        out_.push_back(GiveClaims{form, answer});
    for (const Want& want : std::exchange(wants_, {}))
        out_.push_back(GiveClaims{want.form, answer});
}

void IndexMachine::backOff() {
    wait_ = Millis{1000LL << std::min(attempt_, 6)};
}

} // namespace rowcast::sheets
