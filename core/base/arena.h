#pragma once
/// Bump allocator for the UTF-8 slices and small arrays of one batch of records; freed as a whole.
/// Filled by one thread, then shared read-only as shared_ptr<const Arena>. Nothing in it is destroyed one by
/// one, so only trivially destructible values may be made in it.

#include <cstddef>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace rowcast {

class Arena {
public:
    explicit Arena(std::size_t blockBytes = 64 * 1024) : blockBytes_(blockBytes) {}
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    /// Bytes, aligned for any scalar.
    [[nodiscard]] void* allocate(std::size_t bytes);
    /// A copy of `text` that lives as long as the arena.
    [[nodiscard]] std::string_view copy(std::string_view text);
    /// `count` value-initialised elements.
    template <class T>
    [[nodiscard]] std::span<T> array(std::size_t count) {
        static_assert(std::is_trivially_destructible_v<T>);
        if (count == 0) return {};
        T* first = static_cast<T*>(allocate(count * sizeof(T)));
        std::uninitialized_value_construct_n(first, count);
        return {first, count};
    }
    /// Bytes held, for back-pressure.
    [[nodiscard]] std::size_t bytes() const { return held_; }

private:
    std::size_t blockBytes_;
    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t held_ = 0;
};

} // namespace rowcast
