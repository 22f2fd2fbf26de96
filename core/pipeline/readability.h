#pragma once
/// How many of a topic's last 200 records could not be read. Pure; any thread.

#include <bitset>
#include <cstddef>

namespace rowcast::pipeline {

class Readability {
public:
    static constexpr std::size_t window = 200;

    /// Would `readable` as the next record make more than half of the last 200 unreadable?
    [[nodiscard]] bool wouldStop(bool readable) const {
        return !readable && unreadable_ + 1 - (last_[next_] ? 1 : 0) > window / 2;
    }
    void add(bool readable) {
        unreadable_ += (readable ? 0 : 1);
        unreadable_ -= (last_[next_] ? 1 : 0);
        last_[next_] = !readable;
        next_ = (next_ + 1) % window;
    }
    void reset() { *this = Readability{}; }

private:
    std::bitset<window> last_; ///< true: unreadable
    std::size_t next_ = 0;
    std::size_t unreadable_ = 0;
};

} // namespace rowcast::pipeline
