#pragma once
/// What the rows of responses were last confirmed to say: hash of content and time of submission by response
/// id, of the newest 10,000 to 20,000 a form. It saves reading rows back; what is not in it is compared with
/// the sheet. One thread at a time.

#include "core/model/row.h"
#include "core/sheets/id_table.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rowcast::sheets {

/// Of the shown answers and the time of submission, whatever their order.
[[nodiscard]] std::uint64_t contentHash(const Row& row, const QuestionList& questions);
/// Does the submission `later`, which came after `earlier` in Kafka, go before it? Without times it does.
[[nodiscard]] inline bool isNewer(WallTime later, WallTime earlier) {
    return later == WallTime{} || earlier == WallTime{} || later >= earlier;
}

class Contents {
public:
    struct Content {
        std::uint64_t hash = 0;
        WallTime submittedAt{};
    };
    void put(std::string_view id, Content content);
    [[nodiscard]] const Content* find(std::string_view id) const;
    void clear();
    /// What the store kept, in place of all that is known.
    void load(const std::vector<ResponseContent>& kept);

    /// What was put since the last call; null if nothing was.
    [[nodiscard]] std::shared_ptr<const std::vector<ResponseContent>> takeNew();
    /// What was handed out by earlier calls of takeNew() no longer holds. True once.
    [[nodiscard]] bool takeAfresh() { return std::exchange(afresh_, false); }

private:
    void insert(std::string_view id, Content content);

    IdTable<Content> young_;
    IdTable<Content> old_; ///< one generation before; looked up, and dropped when the young one is full
    std::vector<ResponseContent> new_;
    bool afresh_ = true;
};

} // namespace rowcast::sheets
