#pragma once
/// Values by Response ID, of which it keeps 96 bits of a hash: open addressing with linear probing, no
/// allocation for one id. 1,000,000 ids without a value take at most 20 MB. Any thread, one at a time.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rowcast::sheets {

/// 96 bits of SipHash-2-4-128 (Aumasson, Bernstein 2012). The key is fixed: whoever controls a form's
/// response ids can only hide their own responses. The last word is never 0.
[[nodiscard]] std::array<std::uint32_t, 3> idHash(std::string_view id);

template <class Value>
class IdTable {
    static_assert(std::is_trivially_copyable_v<Value>);

public:
    /// The value's place, and whether it is new. An empty id has none. Places move with the next new id.
    std::pair<Value*, bool> put(std::string_view id) {
        if (id.empty()) return {nullptr, false};
        if ((size_ + 1) * 5 > slots_.size() * 4) grow();
        const auto hash = idHash(id);
        Slot& slot = slots_[find(hash)];
        const bool isNew = slot.free();
        if (isNew) {
            slot.hash = hash;
            ++size_;
        }
        return {&slot.value, isNew};
    }
    [[nodiscard]] const Value* find(std::string_view id) const {
        if (size_ == 0 || id.empty()) return nullptr;
        const Slot& slot = slots_[find(idHash(id))];
        return slot.free() ? nullptr : &slot.value;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t bytes() const { return slots_.size() * sizeof(Slot); }
    void clear() { *this = IdTable(); }

private:
    struct Slot {
        std::array<std::uint32_t, 3> hash{};
        [[no_unique_address]] Value value{};
        [[nodiscard]] bool free() const { return hash.back() == 0; }
    };
    static constexpr std::size_t kFirst = 64;

    [[nodiscard]] std::size_t find(const std::array<std::uint32_t, 3>& hash) const {
        std::size_t at = (hash[0] | std::uint64_t{hash[1]} << 32U) % slots_.size();
        while (!slots_[at].free() && slots_[at].hash != hash)
            at = at + 1 == slots_.size() ? 0 : at + 1;
        return at;
    }
    void grow() {
        std::vector<Slot> old(slots_.empty() ? kFirst : slots_.size() + slots_.size() / 3);
        old.swap(slots_);
        for (const Slot& slot : old)
            if (!slot.free()) slots_[find(slot.hash)] = slot;
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

/// The Response IDs known to stand in a form's sheets.
class IdSet {
public:
    /// False if it was there. An empty id is never there.
    bool insert(std::string_view id) { return table_.put(id).second; }
    [[nodiscard]] bool contains(std::string_view id) const { return table_.find(id) != nullptr; }
    [[nodiscard]] std::size_t size() const { return table_.size(); }
    [[nodiscard]] std::size_t bytes() const { return table_.bytes(); }
    void clear() { table_.clear(); }

private:
    struct Nothing {};
    IdTable<Nothing> table_;
};

} // namespace rowcast::sheets
