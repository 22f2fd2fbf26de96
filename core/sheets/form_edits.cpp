// Edits: a record whose response has a row already. The row is compared with it and, if it says something
// older, says it from then on; only the write after that raises the watermark above the record.
#include "core/sheets/form_machine.h"

#include <utility>

namespace rowcast::sheets {

/// Columns that the edits need are made first; then their rows are looked at, before anything is appended.
FormAction FormMachine::compare(const PlannedWrite& planned, Monotonic now) {
    if (!planned.plan.layout.added.empty() || !planned.plan.layout.retitled.empty()) {
        planned_ = {};
        return ask(Asked::Write, Write{planColumns(book_, planned.plan.layout)});
    }
    deadline_ = now + rules_.batchTime;
    for (const std::uint32_t row : planned.edits) {
        fates_[row] = Fate::Editing;
        // What the row says is known again once it is confirmed, which never comes where its record is
        // refused.
        book_.contents.put(batch_->rows[row].responseId, {});
    }
    verifier_.start(batch_, planned.edits, Verifier::Job::Edit);
    partNext_ = locator_.generation() - 1;
    return ask(Asked::Verify, verifier_.next(book_));
}

void FormMachine::compared() {
    using Result = Verifier::Result;
    for (const auto& [row, result] : verifier_.results()) {
        if (fates_[row] != Fate::Editing) continue;
        switch (result) {
        case Result::Updated:
            fates_[row] = Fate::Edited;
            ++report_.updated;
            break;
        case Result::Missing:
            fates_[row] = Fate::Deleted;
            ++report_.deleted;
            break;
        case Result::Standing: remember(row); [[fallthrough]];
        case Result::Outdated:
            fates_[row] = Fate::Duplicate;
            ++report_.duplicates;
            break;
        case Result::Open: break;
        }
    }
}

/// The edits that a watermark covers now; those out of order ask for none.
std::vector<std::uint32_t> FormMachine::coverEdited() {
    std::vector<std::uint32_t> covered;
    if (!batch_ || !has(Fate::Edited)) return covered;
    for (std::uint32_t i = 0; i < fates_.size(); ++i) {
        const Row& row = batch_->rows[i];
        if (fates_[i] != Fate::Edited) continue;
        if (!batch_->outOfOrder &&
            row.offset >= book_.watermark(keyOf((*batch_->partitions)[row.partition])).value_or(0))
            continue;
        fates_[i] = Fate::Updated;
        covered.push_back(i);
    }
    return covered;
}

/// Another instance wrote, perhaps these very edits: then they are below the watermark now.
void FormMachine::planEditsAnew() {
    static_cast<void>(coverEdited());
    if (has(Fate::Editing)) verifier_.dropEdits();
    if (verifier_.busy()) verifier_.restart();
    for (Fate& fate : fates_)
        if (fate == Fate::Editing) fate = Fate::Open;
}

/// The row's response is seen to say this at the book's version.
void FormMachine::remember(std::uint32_t row) {
    const Row& content = batch_->rows[row];
    if (content.ownId)
        book_.contents.put(content.responseId,
                           {contentHash(content, *batch_->questions), content.submittedAt});
}

/// Takes away what row tags may stand in the spreadsheet, so that nothing can be written by them any longer.
std::optional<FormAction> FormMachine::untag(SheetBook& book) {
    if (!book.rowTagged) return {};
    if (!book.rowTags) return ask(Asked::Untag, ReadTagged{book.sheet, *book.view});
    return ask(Asked::Untag, Write{book.plan(book.marks())});
}

void FormMachine::untagged(const Outcome& outcome, Monotonic now) {
    const auto* written = std::get_if<Written>(&outcome);
    if (written == nullptr) return checkedBook().tagsRead(std::get<RowsRead>(outcome));
    checkedBook().written(sent_, written->view, now);
    tagsDoubted_ = 0;
    if (part_) return;
    versions_[book_.sheet] = book_.version();
    tell();
}

} // namespace rowcast::sheets
