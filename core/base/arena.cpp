#include "core/base/arena.h"

#include <algorithm>
#include <cstring>

namespace rowcast {

void* Arena::allocate(std::size_t bytes) {
    bytes = (bytes + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);
    if (bytes > left_) {
        const std::size_t size = std::max(blockBytes_, bytes);
        blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(size));
        next_ = blocks_.back().get();
        left_ = size;
        held_ += size;
    }
    void* place = next_;
    next_ += bytes;
    left_ -= bytes;
    return place;
}

std::string_view Arena::copy(std::string_view text) {
    if (text.empty()) return {};
    char* place = static_cast<char*>(allocate(text.size()));
    std::memcpy(place, text.data(), text.size());
    return {place, text.size()};
}

} // namespace rowcast
