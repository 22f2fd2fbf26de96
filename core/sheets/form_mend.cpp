#include "core/sheets/form_machine.h"

#include <algorithm>
#include <utility>

namespace rowcast::sheets {

namespace {

tl::unexpected<Error> notThatOne(const QString& what) {
    return fail(Remedy::PickFile, what, {}, {Choice::PickAnother});
}

} // namespace

/// A new part: made first, then named by the seal of the old one, then claimed.
FormMachine::Decision FormMachine::rollOver() {
    if (next_.empty()) {
        if (!rules_.locate.index)
            return fail(Remedy::PickFile,
                        QStringLiteral("This spreadsheet is full. Name another one for this form."), {},
                        {Choice::PickAnother});
        return ask(Asked::Part,
                   CreateFile{form_, title() + " (" + std::to_string(locator_.generation() + 1) + ')'});
    }
    WritePlan seal = book_.plan(book_.marks(), next_);
    seal.tabTitle.clear();
    return ask(Asked::Seal, Write{std::move(seal)});
}

void FormMachine::leave(const SpreadsheetId& next, bool made) {
    // A part that we made and that another instance's seal does not name is a stray.
    if (nextMade_ && !(next_ == next)) locator_.remember(next_);
    locator_.leave(next, made);
    full_ = false;
    next_ = {};
    nextMade_ = false;
    moved_ = true;
}

void FormMachine::mend(const MendForm& mend, Monotonic now) {
    if (mend_) {
        out_.push_back(
            AnswerMend{{mend.command,
                        Error{Remedy::Wait, QStringLiteral("This form is being mended already."), {}, {}, {}},
                        {}}});
        return;
    }
    mend_ = mend;
    moved_ = false;
    pickStep_ = 0;
    if (!batch_) deadline_ = now + rules_.batchTime;
    switch (mend.choice) {
    case Choice::PickAnother:
    case Choice::Restore: return;
    case Choice::Rebuild:
        if (!rules_.locate.index) return endMend(mayNotCreate());
        if (gone_)
            leave({}, false);
        else
            full_ = true;
        return;
    case Choice::Recreate:
    case Choice::LeaveOut: deletedChoice_ = mend.choice; break;
    case Choice::FillGaps: versions_[book_.sheet] = 0; break;
    default: break;
    }
    checkedAt_.reset();
    endMend({}, QStringLiteral("The form goes on."));
}

FormMachine::Decision FormMachine::pick() {
    if (pickStep_ == 0 && !rules_.locate.index) pickStep_ = 1;
    switch (pickStep_) {
    case 0: return ask(Asked::PickClaims, AskClaims{form_, true});
    case 1: return ask(Asked::PickFile, CheckFile{mend_->sheet});
    default: return ask(Asked::PickState, ReadState{mend_->sheet});
    }
}

/// "Use another sheet" takes only a spreadsheet that is nobody's.
Result<> FormMachine::picked(Asked asked, const Outcome& outcome) {
    if (const auto* refused = std::get_if<Refused>(&outcome)) return tl::unexpected(refused->error);
    if (const auto* failed = std::get_if<Unknown>(&outcome)) {
        unknown(asked, *failed);
        return {};
    }
    if (asked == Asked::PickClaims && std::get<ClaimsGiven>(outcome).all->contains(mend_->sheet))
        return notThatOne(QStringLiteral("That spreadsheet belongs to a form already."));
    if (asked == Asked::PickFile) {
        const auto& file = std::get<FileChecked>(outcome);
        if (file.trashed) return notThatOne(QStringLiteral("That spreadsheet is in the trash."));
        if (file.ours)
            return notThatOne(QStringLiteral("Rowcast made that spreadsheet for another purpose."));
    }
    if (asked == Asked::PickState)
        for (const Metadata& entry : std::get<StateRead>(outcome).entries)
            if (entry.key == kStateKey)
                return notThatOne(QStringLiteral("That spreadsheet already holds responses of a form."));
    if (++pickStep_ < 3) return {};
    if (gone_ || book_.sheet.empty()) {
        leave(mend_->sheet, false);
    } else {
        next_ = mend_->sheet;
        nextMade_ = false;
        full_ = true;
    }
    return {};
}

void FormMachine::endMend(const std::optional<Error>& error, const QString& message) {
    out_.push_back(AnswerMend{{mend_->command, error, error ? QString() : message}});
    mend_.reset();
}

} // namespace rowcast::sheets
