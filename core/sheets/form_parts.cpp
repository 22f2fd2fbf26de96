// Rows that stand in an earlier part are read back, and edited, there.
#include "core/sheets/form_machine.h"

#include <set>
#include <utility>

namespace rowcast::sheets {

FormMachine::Decision FormMachine::checkParts(Monotonic now) {
    if (!part_) {
        while (partNext_ > 0 && !locator_.parts().contains(partNext_))
            --partNext_;
        if (partNext_ == 0) return kDecideAgain;
        part_.emplace();
        part_->sheet = locator_.parts().at(partNext_--);
        part_->form = book_.form;
        partFull_ = false;
        verifier_.lookElsewhere();
    }
    if (!part_->stateRead) return ask(Asked::PartState, ReadState{part_->sheet});
    if (!part_->view || now - part_->viewAt > rules_.layoutAge) {
        const auto tab = part_->columnsEntryThere ? std::optional(part_->columns.tab) : std::nullopt;
        return ask(Asked::PartColumns, ReadColumns{part_->sheet, part_->view, tab});
    }
    if (auto columns = widenPart()) return std::move(*columns);
    if (verifier_.busy()) return ask(Asked::Verify, verifier_.next(*part_));
    if (auto tags = untag(*part_)) return std::move(*tags);
    part_.reset();
    return kDecideAgain;
}

/// Columns for what the edits answer and the part was never asked. One that is full keeps those that it has:
/// it has no cells left for more.
std::optional<FormAction> FormMachine::widenPart() {
    if (partFull_ || !part_->view->hasTags() || !verifier_.busy() || !has(Fate::Editing)) return {};
    QuestionList answered = *batch_->questions;
    std::set<std::uint32_t> asked;
    for (std::size_t i = 0; i < fates_.size(); ++i)
        if (fates_[i] == Fate::Editing)
            for (const Cell& cell : batch_->rows[i].cells)
                asked.insert(cell.question);
    for (std::uint32_t i = 0; i < answered.size(); ++i)
        answered[i].shown = answered[i].shown && asked.contains(i);
    Layout layout = arrange(*part_->view, part_->columns, answered);
    layout.retitled.clear();
    if (layout.added.empty()) return {};
    return ask(Asked::PartWrite, Write{planColumns(*part_, layout)});
}

/// True if the refusal was about the part and is dealt with.
bool FormMachine::partRefused(Asked asked, const Refused& refused) {
    if (asked != Asked::Verify && asked != Asked::Untag && asked != Asked::PartState &&
        asked != Asked::PartColumns && asked != Asked::PartWrite)
        return false;
    if (asked == Asked::PartWrite && refused.why == Refused::Why::CellLimit) {
        partFull_ = true;
        return true;
    }
    if (refused.why == Refused::Why::Gone) {
        partLeft();
        return true;
    }
    if (refused.why != Refused::Why::VersionTaken && refused.why != Refused::Why::Place) return false;
    part_->doubt();
    part_->view.reset();
    part_->rowTags.reset();
    if (verifier_.busy()) verifier_.restart();
    lastError_ = refused.error;
    backOff();
    return true;
}

/// The part is gone, or was never written: its rows are looked for in the one before.
void FormMachine::partLeft() {
    verifier_.abandon();
    part_.reset();
}

} // namespace rowcast::sheets
