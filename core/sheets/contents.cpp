#include "core/sheets/contents.h"

#include <bit>
#include <utility>

namespace rowcast::sheets {

namespace {

constexpr std::size_t kGeneration = 10'000;

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t bits) {
    bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebULL;
    return bits ^ (bits >> 31U);
}

std::uint64_t hashOf(std::string_view text) {
    return std::hash<std::string_view>{}(text);
}

} // namespace

std::uint64_t contentHash(const Row& row, const QuestionList& questions) {
    std::uint64_t sum = mixed(static_cast<std::uint64_t>(row.submittedAt.time_since_epoch().count()));
    for (const Cell& cell : row.cells) {
        if (cell.question >= questions.size() || !questions[cell.question].shown) continue;
        const std::uint64_t value = hashOf(cell.text) ^ mixed(std::bit_cast<std::uint64_t>(cell.number) +
                                                              static_cast<std::uint64_t>(cell.kind));
        sum += mixed(hashOf(questions[cell.question].id.value) ^ mixed(value));
    }
    return sum;
}

void Contents::insert(std::string_view id, Content content) {
    if (young_.size() >= kGeneration) old_ = std::exchange(young_, {});
    if (Content* place = young_.put(id).first) *place = content;
}

void Contents::put(std::string_view id, Content content) {
    insert(id, content);
    new_.push_back({std::string(id), content.hash, content.submittedAt});
}

const Contents::Content* Contents::find(std::string_view id) const {
    const Content* found = young_.find(id);
    return found != nullptr ? found : old_.find(id);
}

void Contents::clear() {
    *this = Contents();
}

void Contents::load(const std::vector<ResponseContent>& kept) {
    clear();
    afresh_ = false;
    for (const ResponseContent& content : kept)
        insert(content.id, {content.hash, content.submittedAt});
}

std::shared_ptr<const std::vector<ResponseContent>> Contents::takeNew() {
    if (new_.empty()) return {};
    return std::make_shared<const std::vector<ResponseContent>>(std::exchange(new_, {}));
}

} // namespace rowcast::sheets
