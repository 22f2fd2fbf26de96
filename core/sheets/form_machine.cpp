#include "core/sheets/form_machine.h"

#include "core/base/overloaded.h"

#include <algorithm>
#include <utility>

namespace rowcast::sheets {

namespace {

constexpr std::int64_t kMostBytes = 8'000'000;

} // namespace

FormMachine::FormMachine(FormId form, FormRules rules)
    : form_(std::move(form)), rules_(std::move(rules)), locator_(form_, rules_.locate) {
    rules_.requestBytes = std::min(rules_.requestBytes, kMostBytes);
    for (const FormSheet& sheet : rules_.known) {
        versions_[sheet.spreadsheet] = sheet.version;
        rows_ = std::max(rows_, sheet.rows);
    }
}

std::vector<FormAction> FormMachine::step(const FormEvent& event, Monotonic now) {
    out_.clear();
    std::visit(Overloaded{[&](const Take& told) { take(told, now); },
                          [&](const LogStarted& told) { logStarted(told.start); },
                          [&](const MendForm& told) { mend(told, now); }, [&](const Release&) { release(); },
                          [&](const IndexBlocked& told) {
                              folderBlocked_ = told.error;
                              locateAnew_ = true; // the index may be another one
                          },
                          [&](const Outcome& told) { outcome(told, now); }},
               event);
    advance(now);
    return std::move(out_);
}

void FormMachine::take(const Take& take, Monotonic now) {
    Q_ASSERT(!batch_);
    batch_ = take.batch;
    folderBlocked_.reset(); // somebody may have mended it: the index is asked again
    title_ = batch_->title;
    fates_.assign(batch_->rows.size(), Fate::Open);
    part_.reset();
    report_ = {};
    report_.batch = batch_->id;
    report_.form = form_;
    rowLimit_ = 0;
    deadline_ = now + rules_.batchTime;
    verifier_.clear();
}

/// A partition came, perhaps from another instance: what that one wrote is not known here.
void FormMachine::logStarted(const LogStart& start) {
    logs_[start.partition] = start;
    book_.doubt();
    doubtReply_ = asked_ != Asked::Nothing;
}

void FormMachine::release() {
    // What was read may be another instance's business from now on; where the form lives stays true.
    if (batch_)
        released_ = true;
    else
        enter();
}

void FormMachine::enter() {
    if (!(book_.sheet == locator_.sheet())) {
        checkedAt_.reset();
        refusedVersion_.reset();
        lookAgain_ = false;
        gone_ = false;
    }
    book_ = SheetBook{};
    book_.sheet = locator_.sheet();
    book_.form = formKey(form_);
    inheritRead_ = false;
    inheritFrom_ = locator_.generation() - 1;
    staleReads_ = 0;
    if (verifier_.busy()) verifier_.restart();
}

FormAction FormMachine::ask(Asked what, FormAction action) {
    asked_ = what;
    if (const auto* write = std::get_if<Write>(&action)) {
        sent_ = write->plan;
        stateFresh_ = false;
    }
    return action;
}

void FormMachine::outcome(const Outcome& outcome, Monotonic now) {
    const Asked asked = std::exchange(asked_, Asked::Nothing);
    if (asked == Asked::Wait) return;
    const auto understood = understand(asked, outcome, now);
    if (std::exchange(doubtReply_, false)) book_.doubt();
    if (!understood) giveUp(understood.error());
}

void FormMachine::advance(Monotonic now) {
    while (asked_ == Asked::Nothing && (batch_ || mend_)) {
        Decision decision = decide(now);
        if (!decision)
            giveUp(decision.error());
        else if (*decision)
            out_.push_back(std::move(**decision));
    }
}

FormMachine::Decision FormMachine::decide(Monotonic now) {
    if (folderBlocked_) return tl::unexpected(*folderBlocked_);
    if (released_)
        return fail(Remedy::Retry, QStringLiteral("This form's partitions went to another instance."));
    if (lastError_ && now >= deadline_) return tl::unexpected(*lastError_);
    if (verifier_.busy() && now >= deadline_)
        return fail(Remedy::Retry,
                    QStringLiteral("This sheet is being changed faster than its rows can be put right."));
    if (wait_ > Millis{0}) return ask(Asked::Wait, Wait{std::exchange(wait_, Millis{0})});
    if (mend_ && mend_->choice == Choice::PickAnother && pickStep_ < 3) return pick();
    if (batch_ && batch_->rows.empty() && rules_.known.empty() && !locator_.found()) {
        confirm(); // no spreadsheet yet, so no titles
        return kDecideAgain;
    }
    if (std::exchange(locateAnew_, false)) locator_ = Locator(form_, rules_.locate);
    if (!locator_.found()) {
        auto action = locator_.next(title());
        if (!action) return tl::unexpected(action.error());
        return ask(Asked::Locate, std::move(*action));
    }
    if (!(book_.sheet == locator_.sheet())) enter();
    if (const auto stray = locator_.takeStray()) return ask(Asked::Trash, TrashFile{*stray, true});
    if (mend_ && mend_->choice == Choice::Restore) return ask(Asked::Restore, TrashFile{book_.sheet, false});
    if (mend_ && moved_) {
        endMend({}, QStringLiteral("The form goes on in the new spreadsheet."));
        return kDecideAgain;
    }
    return prepare(now);
}

/// The state, then the columns: in this order, so that the version vouches for what follows it.
FormMachine::Decision FormMachine::prepare(Monotonic now) {
    if (!checkedAt_ || now - *checkedAt_ >= rules_.fileAge) {
        checkedAt_ = now;
        return ask(Asked::Check, CheckFile{book_.sheet});
    }
    if (part_) return checkParts(now);
    const bool contended = contendedUntil_ && now < *contendedUntil_;
    if (!book_.stateRead || (contended && !stateFresh_)) return ask(Asked::State, ReadState{book_.sheet});
    if (!book_.state && !inheritRead_) {
        while (inheritFrom_ > 0 && !locator_.parts().contains(inheritFrom_))
            --inheritFrom_;
        if (inheritFrom_ > 0) return ask(Asked::Inherit, ReadState{locator_.parts().at(inheritFrom_)});
        inheritRead_ = true;
    }
    const bool inHand = verifier_.busy() || has(Fate::Checking) || has(Fate::Editing);
    if ((book_.sealed() || full_) && !inHand && rowsBelow().empty()) {
        if (!book_.sealed()) return rollOver();
        if (book_.view)
            if (auto tags = untag(book_)) return std::move(*tags);
        leave(book_.state->sealedTo, false);
        return kDecideAgain;
    }
    if (!book_.view || now - book_.viewAt > rules_.layoutAge) {
        const auto tab = book_.columnsEntryThere ? std::optional(book_.columns.tab) : std::nullopt;
        return ask(Asked::Columns, ReadColumns{book_.sheet, book_.view, tab});
    }
    return check(now);
}

FormMachine::Decision FormMachine::check(Monotonic now) {
    if (!batch_) {
        endMend({}, QStringLiteral("The form goes on."));
        return kDecideAgain;
    }
    if (book_.state && !book_.view->hasTags())
        return fail(
            Remedy::PickFile,
            QStringLiteral("The tab that this form's rows stand in was deleted. Bring it back by the version "
                           "history of Google Sheets, or go on in another spreadsheet."),
            {}, {Choice::TryAgain, Choice::PickAnother, Choice::Rebuild});
    if (!book_.state && !adoptable(*book_.view, *batch_->questions)) {
        if (book_.view->hasTags() && ++unexplained_ <= rules_.unexplained) {
            book_.doubt(); // another instance's first write came after the state was read
            backOff();
            return kDecideAgain;
        }
        return fail(
            Remedy::PickFile,
            QStringLiteral("The first row of this form's spreadsheet holds titles that are not the form's. "
                           "Empty it, or use another spreadsheet."),
            {}, {Choice::TryAgain, Choice::PickAnother});
    }
    if (const auto below = rowsBelow(); !below.empty()) {
        checkBelow(below);
        return kDecideAgain;
    }
    if (verifier_.busy()) return ask(Asked::Verify, verifier_.next(book_));
    if (has(Fate::Checking) || has(Fate::Editing)) {
        if (verifier_.anyMissing() && partNext_ > 0) return checkParts(now);
        if (auto known = rowsChecked(); !known) return tl::unexpected(known.error());
        compared();
        verifier_.clear();
        return kDecideAgain;
    }
    if (!has(Fate::Open) && !has(Fate::Edited)) {
        if (auto tags = untag(book_)) return std::move(*tags);
        if (auto titles = retitle()) return std::move(*titles);
        confirm();
        return kDecideAgain;
    }
    const bool ownIds =
        std::any_of(batch_->rows.begin(), batch_->rows.end(), [](const Row& row) { return row.ownId; });
    if (ownIds && (!book_.idsKnown || olderThan_ < locator_.generation())) return learnIds();
    return write(now);
}

/// Rows below the watermark are written already. They are read back where it may be another log's.
void FormMachine::checkBelow(const std::vector<std::uint32_t>& below) {
    std::vector<std::uint32_t> unsure;
    for (const std::uint32_t row : below)
        if (anotherLog(batch_->rows[row], true)) {
            fates_[row] = Fate::Checking;
            unsure.push_back(row);
        } else {
            fates_[row] = Fate::Found;
            ++report_.found;
        }
    verifier_.start(batch_, unsure, Verifier::Job::Check);
    partNext_ = locator_.generation() - 1;
}

/// A batch without rows: titles follow the question map, and nothing else changes.
std::optional<FormAction> FormMachine::retitle() {
    if (!batch_->rows.empty() || !book_.state) return {};
    Layout layout = arrange(*book_.view, book_.columns, *batch_->questions);
    if (layout.retitled.empty()) return {};
    layout.added.clear();
    layout.entry = book_.columns;
    return ask(Asked::Write, Write{planColumns(book_, layout)});
}

FormMachine::Decision FormMachine::learnIds() {
    const std::string tag = columnTag(responseIdQuestion(), kResponseIdTitle);
    if (olderThan_ < locator_.generation()) {
        while (olderNext_ < locator_.generation() && !locator_.parts().contains(olderNext_))
            ++olderNext_;
        if (olderNext_ < locator_.generation())
            return ask(Asked::OlderIds, ReadIds{locator_.parts().at(olderNext_), tag, 0, {}, -1});
        olderThan_ = locator_.generation();
        return kDecideAgain;
    }
    if (book_.state)
        return ask(Asked::Ids, ReadIds{book_.sheet, tag, book_.view->tab, book_.view->tabTitle, -1});
    const auto layout = planLayout(book_, {}, {});
    const bool adopted = layout && layout->responseId < static_cast<std::int64_t>(book_.view->columns.size());
    if (adopted)
        return ask(Asked::Ids,
                   ReadIds{book_.sheet, tag, book_.view->tab, book_.view->tabTitle, layout->responseId});
    book_.idsKnown = true;
    return kDecideAgain;
}

FormMachine::Decision FormMachine::write(Monotonic now) {
    const PlanInput input{book_,
                          batch_,
                          fates_,
                          older_,
                          rowLimit_,
                          rules_.requestBytes,
                          rules_.cellLimit,
                          deletedChoice_,
                          rules_.timeZone,
                          [this](const TopicPartition& partition) { return keyOf(partition); }};
    auto planned = planRows(input);
    if (!planned) return tl::unexpected(planned.error());
    for (const std::uint32_t row : planned->duplicates)
        fates_[row] = Fate::Duplicate;
    for (const std::uint32_t row : planned->deleted)
        fates_[row] = Fate::Deleted;
    report_.duplicates += static_cast<std::int64_t>(planned->duplicates.size());
    report_.deleted += static_cast<std::int64_t>(planned->deleted.size());
    if (!planned->edits.empty()) return compare(*planned, now);
    if (planned->plan.rows.empty() && !has(Fate::Edited)) return kDecideAgain;
    if (book_.rowTagged && !book_.rowTags) return untag(book_);
    if (planned->full && rules_.locate.index) {
        full_ = true;
        return kDecideAgain;
    }
    planned_ = std::move(*planned);
    return ask(Asked::Write, Write{planned_.plan});
}

void FormMachine::confirm() {
    out_.push_back(Confirm{report_});
    batch_.reset();
    fates_.clear();
    planned_ = {};
    sent_.batch.reset();
    lastError_.reset();
    attempt_ = 0;
}

void FormMachine::giveUp(const Error& error) {
    if (mend_) endMend(error);
    if (batch_) out_.push_back(Fail{{batch_->id, form_, error}});
    batch_.reset();
    fates_.clear();
    planned_ = {};
    sent_.batch.reset(); // what it pinned is still asked for
    verifier_.clear();
    part_.reset();
    book_.doubt();
    book_.view.reset();
    checkedAt_.reset();
    lastError_.reset();
    attempt_ = 0;
    wait_ = Millis{0};
    full_ = false;
    if (std::exchange(released_, false)) enter();
}

void FormMachine::tell() {
    FormSheet sheet{form_, book_.sheet, QString::fromStdString(rules_.urlStart + book_.sheet.value + "/edit"),
                    book_.version(), rows_};
    sheet.contentsAfresh = book_.contents.takeAfresh();
    sheet.contents = book_.contents.takeNew();
    out_.push_back(Tell{std::move(sheet)});
}

std::string FormMachine::keyOf(const TopicPartition& partition) const {
    const auto log = logs_.find(partition);
    return partitionKey(partition, log == logs_.end() ? 0 : log->second.logNumber);
}

bool FormMachine::has(Fate fate) const {
    return std::find(fates_.begin(), fates_.end(), fate) != fates_.end();
}

std::vector<std::uint32_t> FormMachine::rowsBelow() const {
    std::vector<std::uint32_t> below;
    if (!batch_ || batch_->outOfOrder || !has(Fate::Open)) return below;
    std::vector<std::int64_t> marks;
    for (const TopicPartition& partition : *batch_->partitions)
        marks.push_back(book_.watermark(keyOf(partition)).value_or(0));
    for (std::uint32_t i = 0; i < fates_.size(); ++i)
        if (fates_[i] == Fate::Open && batch_->rows[i].offset < marks[batch_->rows[i].partition])
            below.push_back(i);
    return below;
}

std::string FormMachine::title() const {
    return fileTitle(title_.empty() ? form_.value : title_);
}

} // namespace rowcast::sheets
