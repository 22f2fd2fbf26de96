#include "core/sheets/rings.h"

// At version v ring n has every mark but v mod n. A step to v + 1 creates mark v mod n and deletes mark
// (v + 1) mod n. The combination of the three gaps comes again after 31 · 32 · 33 = 32,736 steps.

namespace rowcast::sheets {

namespace {

MetadataOp create(std::int32_t id, const char* key, std::string value) {
    MetadataOp op;
    op.entry.id = id;
    op.entry.key = key;
    op.entry.value = std::move(value);
    return op;
}

MetadataOp remove(std::int32_t id) {
    MetadataOp op;
    op.kind = MetadataOp::Kind::Delete;
    op.entry.id = id;
    return op;
}

std::vector<MetadataOp> firstStep(const std::string& state) {
    std::vector<MetadataOp> ops{create(stateId(1), kStateKey, state)};
    for (int ring = 0; ring < static_cast<int>(kRings.size()); ++ring)
        for (int place = 0; place < kRings[static_cast<std::size_t>(ring)]; ++place)
            if (place != 1) ops.push_back(create(ringMark(ring, place), kRingKey, "1"));
    return ops;
}

} // namespace

std::int32_t ringMark(int ring, int place) {
    return kRingId + 100 * ring + place;
}

std::int32_t stateId(std::int64_t version) {
    return kStateId + static_cast<std::int32_t>(version % 2);
}

std::vector<MetadataOp> versionStep(std::int64_t from, const std::string& state) {
    if (from == 0) return firstStep(state);
    std::vector<MetadataOp> ops;
    for (int ring = 0; ring < static_cast<int>(kRings.size()); ++ring) {
        const int size = kRings[static_cast<std::size_t>(ring)];
        ops.push_back(create(ringMark(ring, static_cast<int>(from % size)), kRingKey, "1"));
        ops.push_back(remove(ringMark(ring, static_cast<int>((from + 1) % size))));
    }
    ops.push_back(remove(stateId(from)));
    ops.push_back(create(stateId(from + 1), kStateKey, state));
    return ops;
}

} // namespace rowcast::sheets
