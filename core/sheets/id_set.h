#pragma once
/// The Response IDs known to stand in a form's sheets, as 96-bit hashes: 1,000,000 take at most 20 MB. Any
/// thread, one at a time.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rowcast::sheets {

class IdSet {
public:
    /// False if it was there. An empty id is never there.
    bool insert(std::string_view id);
    [[nodiscard]] bool contains(std::string_view id) const;
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::size_t bytes() const { return slots_.size() * sizeof(Slot); }
    void clear();

private:
    struct Slot {
        std::array<std::uint32_t, 3> hash{}; ///< the last is 0 where nothing stands
        [[nodiscard]] bool free() const { return hash[2] == 0; }
        bool operator==(const Slot&) const = default;
    };
    [[nodiscard]] static Slot slotOf(std::string_view id);
    [[nodiscard]] std::size_t find(const Slot& slot) const;
    void grow();

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

} // namespace rowcast::sheets
