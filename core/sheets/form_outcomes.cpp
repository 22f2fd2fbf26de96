#include "core/sheets/form_machine.h"

#include "core/sheets/cell_value.h"

#include <algorithm>
#include <utility>

namespace rowcast::sheets {

namespace {

constexpr int kTagDoubts = 3;  ///< rows that moved or went while they were written
constexpr int kStaleReads = 6; ///< an old version is shown so often at most before it is believed

bool pinsColumns(const WritePlan& plan) {
    return std::any_of(plan.tags.begin(), plan.tags.end(), [](const MetadataOp& op) {
        return op.kind == MetadataOp::Kind::Pin && op.entry.key != kRowKey;
    });
}

/// The columns and the header row that `plan` pinned stand so in `view`.
bool standsAs(const SheetView& view, const WritePlan& plan) {
    return std::all_of(plan.tags.begin(), plan.tags.end(), [&](const MetadataOp& op) {
        if (op.kind != MetadataOp::Kind::Pin || op.entry.key == kRowKey) return true;
        if (op.entry.key == kHeaderKey) return view.headerRow == op.entry.index;
        const auto column = static_cast<std::size_t>(op.entry.index);
        return column < view.columns.size() && view.columns[column].tagId == op.entry.id;
    });
}

Error trashedError() {
    return {Remedy::PickFile,
            QStringLiteral(
                "This form's spreadsheet is in the trash. Restore it, or go on in another spreadsheet."),
            {},
            {},
            {Choice::Restore, Choice::PickAnother, Choice::TryAgain}};
}

} // namespace

Result<> FormMachine::understand(Asked asked, const Outcome& outcome, Monotonic now) {
    if (asked == Asked::Locate) {
        if (const auto* failed = std::get_if<Unknown>(&outcome)) unknown(asked, *failed);
        return locator_.on(outcome, batch_ ? *batch_->questions : QuestionList());
    }
    if (asked == Asked::Trash) return {}; // an empty spreadsheet too many harms nobody
    if (asked >= Asked::PickClaims) return picked(asked, outcome);
    if (const auto* answer = std::get_if<Refused>(&outcome)) return refused(asked, *answer);
    if (const auto* answer = std::get_if<Unknown>(&outcome)) {
        unknown(asked, *answer);
        return {};
    }
    attempt_ = std::max(0, attempt_ - 1);
    switch (asked) {
    case Asked::Check:
        if (std::get<FileChecked>(outcome).trashed) return tl::unexpected(trashedError());
        break;
    case Asked::State: return stateRead(std::get<StateRead>(outcome), now);
    case Asked::Inherit: {
        SheetBook part;
        const bool readable = part.learn(std::get<StateRead>(outcome).entries).has_value();
        inheritRead_ = readable && part.state && part.state->form == book_.form;
        if (inheritRead_)
            book_.inherited = part.state->next;
        else
            --inheritFrom_;
        break;
    }
    case Asked::Columns: columnsRead(std::get<ColumnsRead>(outcome), now); break;
    case Asked::Ids: idsRead(std::get<IdsRead>(outcome)); break;
    case Asked::OlderIds: olderIdsRead(&std::get<IdsRead>(outcome)); break;
    case Asked::Verify: verified(outcome, now); break;
    case Asked::Untag: untagged(outcome, now); break;
    case Asked::PartState: {
        const std::int64_t before = part_->version();
        if (!part_->learn(std::get<StateRead>(outcome).entries) || !part_->state ||
            part_->state->form != book_.form)
            partLeft();
        else if (part_->version() != before && verifier_.busy())
            verifier_.restart();
        break;
    }
    case Asked::PartColumns:
        part_->view = std::get<ColumnsRead>(outcome).view;
        part_->viewAt = now;
        break;
    case Asked::PartWrite: part_->written(sent_, std::get<Written>(outcome).view, now); break;
    case Asked::Write: rowsWritten(std::get<Written>(outcome), now); break;
    case Asked::Seal:
        book_.written(sent_, std::get<Written>(outcome).view, now);
        versions_[book_.sheet] = book_.version();
        leave(next_, nextMade_);
        break;
    case Asked::Part:
        next_ = std::get<FileCreated>(outcome).sheet;
        nextMade_ = true;
        break;
    case Asked::Restore: endMend({}, QStringLiteral("The spreadsheet was restored.")); break;
    default: break;
    }
    return {};
}

Result<> FormMachine::refused(Asked asked, const Refused& refused) {
    if (part_ && partRefused(asked, refused)) return {};
    if (asked == Asked::Write || asked == Asked::Seal || asked == Asked::Verify || asked == Asked::Untag)
        return writeRefused(asked, refused);
    if (asked == Asked::Inherit && refused.why == Refused::Why::Gone) {
        --inheritFrom_;
        return {};
    }
    if (asked == Asked::OlderIds &&
        (refused.why == Refused::Why::Gone || refused.why == Refused::Why::Place)) {
        olderIdsRead(nullptr);
        return {};
    }
    if (refused.why == Refused::Why::Place) {
        book_.view.reset();
        lastError_ = refused.error;
        backOff();
        return {};
    }
    if (refused.why != Refused::Why::Gone) return tl::unexpected(refused.error);
    gone_ = true;
    Error error = refused.error;
    error.choices = {Choice::TryAgain, Choice::PickAnother, Choice::Rebuild};
    return tl::unexpected(error);
}

/// Whatever the refusal says, the state is read again before anything else is written.
Result<> FormMachine::writeRefused(Asked asked, const Refused& refused) {
    book_.doubt();
    if (verifier_.busy()) verifier_.restart();
    switch (refused.why) {
    case Refused::Why::VersionTaken:
        lookAgain_ = pinsColumns(sent_);
        if (lookAgain_) book_.view.reset();
        // A row tag moves and goes with its row.
        if (book_.rowTags && !std::exchange(book_.rowTags, {})->empty() && tagsDoubted_++ < kTagDoubts) {
            lastError_ = refused.error;
            backOff();
        } else {
            refusedVersion_ = book_.version();
        }
        return {};
    case Refused::Why::Row:
        if (asked == Asked::Write && !sent_.rows.empty()) return rowRefused(refused.error);
        return tl::unexpected(refused.error);
    case Refused::Why::CellLimit:
        if (!book_.state || !rules_.locate.index) return tl::unexpected(refused.error);
        full_ = asked == Asked::Write;
        if (full_) return {};
        return tl::unexpected(refused.error);
    case Refused::Why::Place:
        book_.view.reset();
        lastError_ = refused.error;
        backOff();
        return {};
    case Refused::Why::Gone: return this->refused(Asked::State, refused);
    case Refused::Why::Other: break;
    }
    return tl::unexpected(refused.error);
}

/// Halves the batch until one record is alone; that one is rejected, and what stands behind it must wait.
/// What stands before it is written yet: of a response submitted twice, the later record may be the refused
/// one.
Result<> FormMachine::rowRefused(const Error& error) {
    const auto& rows = batch_->rows;
    const Row& first = rows[sent_.rows.front()];
    const bool alone = std::all_of(sent_.rows.begin(), sent_.rows.end(),
                                   [&](std::uint32_t index) { return sameRecord(rows[index], first); });
    rowLimit_ = std::max<std::size_t>(1, sent_.rows.size() / 2);
    if (!alone) return {};
    Error rejected = error;
    rejected.remedy = Remedy::RejectRecord;
    bool passed = false;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const bool same = sameRecord(rows[i], first);
        passed = passed || same;
        // What was edited behind it is compared again then, and found to stand.
        if (!passed || (fates_[i] != Fate::Open && fates_[i] != Fate::Edited)) continue;
        fates_[i] = same ? Fate::Rejected : Fate::Left;
        if (same)
            report_.rejected.push_back({i, rejected});
        else if (!report_.leftFrom)
            report_.leftFrom = i;
    }
    return {};
}

void FormMachine::unknown(Asked asked, const Unknown& unknown) {
    lastError_ = unknown.error;
    lastError_->remedy = Remedy::Retry;
    if (asked == Asked::Write || asked == Asked::Seal || asked == Asked::Verify || asked == Asked::Untag ||
        asked == Asked::PartWrite) {
        checkedBook().doubt();
        if (verifier_.busy()) verifier_.restart();
    }
    if (asked == Asked::Check) checkedAt_.reset();
    backOff();
}

void FormMachine::backOff() {
    wait_ = Millis{1000LL << std::min(attempt_, 6)};
    ++attempt_;
}

Result<> FormMachine::stateRead(const StateRead& read, Monotonic now) {
    const bool first = book_.version() == 0 && !book_.stateRead;
    const std::int64_t before = book_.version();
    if (auto learnt = book_.learn(read.entries); !learnt) return learnt;
    if (auto fits = versionRead(now); !fits || !book_.stateRead) return fits;
    stateFresh_ = true;
    if (!book_.state) return {};
    if (book_.state->sheet != startOf(book_.sheet))
        return fail(Remedy::PickFile,
                    QStringLiteral(
                        "This spreadsheet is a copy of one that Rowcast writes to. Name the original, or a "
                        "spreadsheet of its own."),
                    {}, {Choice::PickAnother});
    if (book_.state->form != book_.form) {
        if (rules_.locate.index) {
            leave({}, false);
            return {};
        }
        return fail(
            Remedy::PickFile,
            QStringLiteral("This spreadsheet holds the responses of another form. Name one for this form."),
            {}, {Choice::PickAnother});
    }
    if (book_.version() != before) planEditsAnew();
    if (!first) return {};
    for (FormSheet& sheet : rules_.known)
        if (sheet.spreadsheet == book_.sheet && sheet.version == book_.version() && sheet.contents)
            book_.contents.load(*std::exchange(sheet.contents, {}));
    tell();
    return {};
}

/// The version may not go back, and must move on after a refusal; a read that shows an old one is repeated.
Result<> FormMachine::versionRead(Monotonic now) {
    std::int64_t& highest = versions_[book_.sheet];
    const bool older = book_.version() < highest;
    const bool same = refusedVersion_ && *refusedVersion_ == book_.version();
    if (same && !older && lookAgain_) return {}; // the columns are read next, and tell
    if (!older && !same) {
        if (refusedVersion_) contendedUntil_ = now + rules_.contended;
        refusedVersion_.reset();
        staleReads_ = 0;
        highest = book_.version();
        return {};
    }
    if (++staleReads_ < kStaleReads) {
        book_.doubt();
        wait_ = Millis{250LL << staleReads_};
        return {};
    }
    staleReads_ = 0;
    refusedVersion_.reset();
    if (older)
        return fail(Remedy::Stop,
                    QStringLiteral(
                        "Somebody restored an old version of this spreadsheet, so rows that were delivered "
                        "are gone from it. Fill the gaps, or restore the newest version."),
                    QStringLiteral("version %1, known %2").arg(book_.version()).arg(highest),
                    {Choice::FillGaps, Choice::TryAgain, Choice::PickAnother});
    return fail(Remedy::Stop,
                QStringLiteral(
                    "Something else wrote into the notes that Rowcast keeps in this spreadsheet. Use another "
                    "spreadsheet."),
                QStringLiteral("a version step from %1 is refused").arg(book_.version()),
                {Choice::PickAnother});
}

void FormMachine::columnsRead(const ColumnsRead& read, Monotonic now) {
    book_.view = read.view;
    book_.viewAt = now;
    if (!std::exchange(lookAgain_, false) || !refusedVersion_) return;
    if (standsAs(read.view, sent_)) {
        // They moved there and back, or a read does not show another instance's write yet, or an id is taken.
        if (++unexplained_ > rules_.unexplained) return book_.doubt();
        backOff();
    }
    refusedVersion_.reset();
    staleReads_ = 0;
    lastError_ = {
        Remedy::Retry,
        QStringLiteral("People are moving the columns of this sheet faster than rows can be written."),
        {},
        {},
        {}};
}

void FormMachine::idsRead(const IdsRead& read) {
    book_.ids.clear();
    for (std::size_t i = 0; i < read.ids.size(); ++i)
        if (static_cast<std::int64_t>(i) != std::max<std::int64_t>(book_.view->headerRow, 0))
            book_.ids.insert(read.ids[i]);
    book_.idsKnown = true;
    rows_ = static_cast<std::int64_t>(book_.ids.size() + older_.size());
}

void FormMachine::olderIdsRead(const IdsRead* read) {
    if (read != nullptr)
        for (const std::string& id : read->ids)
            older_.insert(id);
    ++olderNext_;
}

void FormMachine::rowsWritten(const Written& written, Monotonic now) {
    const auto& plan = sent_;
    book_.written(plan, written.view, now);
    versions_[book_.sheet] = book_.version();
    for (const std::uint32_t row : plan.rows) {
        fates_[row] = Fate::Written;
        remember(row);
        for (const Cell& cell : batch_->rows[row].cells)
            if (mustCut(cell.text)) ++report_.cut;
    }
    for (const std::uint32_t row : planned_.repeats)
        fates_[row] = Fate::Duplicate;
    for (const std::uint32_t row : coverEdited())
        remember(row);
    tagsDoubted_ = unexplained_ = 0;
    report_.appended += static_cast<std::int64_t>(plan.rows.size());
    report_.duplicates += static_cast<std::int64_t>(planned_.repeats.size());
    rows_ += static_cast<std::int64_t>(plan.rows.size());
    deletedChoice_.reset();
    lastError_.reset();
    attempt_ = 0;
    tell();
}

void FormMachine::verified(const Outcome& outcome, Monotonic now) {
    if (const auto* written = std::get_if<Written>(&outcome)) {
        checkedBook().written(sent_, written->view, now);
        tagsDoubted_ = 0;
        versions_[book_.sheet] = book_.version();
    }
    const std::size_t left = verifier_.left();
    verifier_.on(outcome, checkedBook());
    if (verifier_.left() < left) deadline_ = now + rules_.batchTime;
}

bool FormMachine::anotherLog(const Row& row, bool missing) const {
    const auto log = logs_.find((*batch_->partitions)[row.partition]);
    if (log == logs_.end() || log->second.resumeAtWatermark) return false;
    const auto mark = book_.watermark(keyOf(log->first));
    return log->second.uncommitted || (missing && mark && *mark > log->second.high);
}

/// Rows below the watermark that were read back: they stand there, unless the watermark is another log's.
Result<> FormMachine::rowsChecked() {
    bool another = std::any_of(verifier_.different().begin(), verifier_.different().end(), [&](auto row) {
        return fates_[row] == Fate::Checking && anotherLog(batch_->rows[row], false);
    });
    for (const auto& [row, result] : verifier_.results())
        another = another || (result == Verifier::Result::Missing && fates_[row] == Fate::Checking &&
                              anotherLog(batch_->rows[row], true));
    if (another)
        return fail(Remedy::FixSettings,
                    QStringLiteral(
                        "The sheet says that these responses were delivered, but it does not hold them: the "
                        "topic was made again, or the consumer group expired. Say whether this is a new log, "
                        "or go on where the sheet says."),
                    {}, {Choice::NewLog, Choice::ResumeAtWatermark});
    for (Fate& fate : fates_) {
        if (fate != Fate::Checking) continue;
        fate = Fate::Found;
        ++report_.found;
    }
    return {};
}

} // namespace rowcast::sheets
