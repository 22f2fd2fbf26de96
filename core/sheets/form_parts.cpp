// Rows below a watermark that came from an earlier part stand there, not here: they are read back, and
// repaired, there.
#include "core/sheets/form_machine.h"

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
        verifier_.lookElsewhere();
    }
    if (!part_->stateRead) return ask(Asked::PartState, ReadState{part_->sheet});
    if (!part_->view || now - part_->viewAt > rules_.layoutAge) {
        const auto tab = part_->columnsEntryThere ? std::optional(part_->columns.tab) : std::nullopt;
        return ask(Asked::PartColumns, ReadColumns{part_->sheet, part_->view, tab});
    }
    if (verifier_.busy()) return ask(Asked::Verify, verifier_.next(*part_));
    if (auto tags = untag(*part_)) return std::move(*tags);
    part_.reset();
    return kDecideAgain;
}

/// True if the refusal was about the part and is dealt with.
bool FormMachine::partRefused(Asked asked, const Refused& refused) {
    if (asked != Asked::Verify && asked != Asked::Untag && asked != Asked::PartState &&
        asked != Asked::PartColumns)
        return false;
    if (refused.why == Refused::Why::Gone) {
        partLeft();
        return true;
    }
    if (refused.why != Refused::Why::VersionTaken && refused.why != Refused::Why::Place) return false;
    part_->doubt();
    part_->view.reset();
    part_->rowTags.reset();
    if (verifier_.busy()) verifier_.unknown();
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
