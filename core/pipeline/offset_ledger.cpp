#include "core/pipeline/offset_ledger.h"

#include <QtGlobal>

#include <algorithm>

namespace rowcast::pipeline {

void OffsetLedger::receive(std::int64_t offset) {
    next_ = std::max(next_, offset + 1);
}

void OffsetLedger::open(FormIndex form, std::int64_t offset) {
    if (form >= forms_.size()) forms_.resize(form + 1);
    std::vector<Entry>& entries = forms_[form].entries;
    if (!entries.empty() && entries.back().offset == offset) {
        ++entries.back().rows;
        return;
    }
    Q_ASSERT(entries.empty() || entries.back().offset < offset);
    entries.push_back({offset, 1});
}

OffsetLedger::Entry* OffsetLedger::find(FormIndex form, std::int64_t offset) {
    if (form >= forms_.size()) return nullptr;
    Open& open = forms_[form];
    const auto first = open.entries.begin() + static_cast<std::ptrdiff_t>(open.head);
    if (first != open.entries.end() && first->offset == offset) return &*first;
    const auto found =
        std::lower_bound(first, open.entries.end(), offset,
                         [](const Entry& entry, std::int64_t value) { return entry.offset < value; });
    return found != open.entries.end() && found->offset == offset ? &*found : nullptr;
}

void OffsetLedger::trim(Open& open) {
    while (open.head < open.entries.size() && open.entries[open.head].rows == 0)
        ++open.head;
    if (open.head == open.entries.size()) {
        open.entries.clear();
        open.head = 0;
    } else if (open.head > 1024 && open.head * 2 > open.entries.size()) {
        open.entries.erase(open.entries.begin(),
                           open.entries.begin() + static_cast<std::ptrdiff_t>(open.head));
        open.head = 0;
    }
}

void OffsetLedger::close(FormIndex form, std::int64_t offset) {
    Entry* entry = find(form, offset);
    if (!entry || entry->rows == 0) return;
    --entry->rows;
    trim(forms_[form]);
}

void OffsetLedger::closeRecord(FormIndex form, std::int64_t offset) {
    Entry* entry = find(form, offset);
    if (!entry) return;
    entry->rows = 0;
    trim(forms_[form]);
}

void OffsetLedger::hold(FormIndex form, std::int64_t offset) {
    if (form >= forms_.size()) forms_.resize(form + 1);
    Open& open = forms_[form];
    const std::int64_t lowest = std::min(lowestOpen(form).value_or(offset), offset);
    open.entries.clear();
    open.head = 0;
    open.hold = lowest;
}

void OffsetLedger::readAgain(FormIndex form, std::int64_t offset) {
    if (form >= forms_.size() || !forms_[form].hold) return;
    Open& open = forms_[form];
    open.hold = std::max(*open.hold, offset);
    if (*open.hold >= next_) open.hold.reset();
}

std::optional<std::int64_t> OffsetLedger::held(FormIndex form) const {
    return form < forms_.size() ? forms_[form].hold : std::nullopt;
}

std::optional<std::int64_t> OffsetLedger::lowestOpen(FormIndex form) const {
    if (form >= forms_.size()) return {};
    const Open& open = forms_[form];
    if (open.head < open.entries.size()) return open.entries[open.head].offset;
    return open.hold; // always above what is open by itself
}

std::optional<std::int64_t> OffsetLedger::lowestWaiting() const {
    if (waiting_.empty()) return {};
    return *waiting_.begin();
}

std::optional<std::int64_t> OffsetLedger::lowestToRead() const {
    std::optional<std::int64_t> lowest = lowestWaiting();
    for (const Open& open : forms_)
        if (open.hold) lowest = std::min(lowest.value_or(*open.hold), *open.hold);
    return lowest;
}

void OffsetLedger::forget(std::int64_t low) {
    for (FormIndex form = 0; form < forms_.size(); ++form)
        readAgain(form, low);
    waiting_.erase(waiting_.begin(), waiting_.lower_bound(low));
}

std::int64_t OffsetLedger::committable() const {
    std::int64_t lowest = next_;
    for (FormIndex form = 0; form < forms_.size(); ++form)
        lowest = std::min(lowest, lowestOpen(form).value_or(lowest));
    if (!rejected_.empty()) lowest = std::min(lowest, *rejected_.begin());
    if (!waiting_.empty()) lowest = std::min(lowest, *waiting_.begin());
    return lowest;
}

} // namespace rowcast::pipeline
