#include "tests/sim/virtual_kafka.h"

#include "tests/sim/virtual_google.h"

#include <algorithm>
#include <map>

namespace rowcast::sim {

namespace {

std::uint64_t pick(std::mt19937_64& random, std::uint64_t below) {
    return random() % below;
}

/// Form 0 says when its responses were submitted, in any order, and its ids come again in all partitions; the
/// others do not, and theirs in the same partition only, as in topics whose key is the form id. Form 2 keeps
/// first submissions. A submission may come a second time, also after newer ones: a webhook that tries again,
/// or a person who takes an edit back.
class ResponseMaker {
public:
    ResponseMaker(std::mt19937_64& random, std::size_t forms)
        : random_(random), forms_(forms), edited_(pick(random, 4) == 0) {}

    [[nodiscard]] std::size_t records() { return edited_ ? 6 + pick(random_, 7) : 2 + pick(random_, 5); }

    VirtualResponse make(std::size_t partition, const std::string& position) {
        VirtualResponse response;
        response.form = edited_ ? 1 : static_cast<std::uint32_t>(pick(random_, forms_));
        response.ownId = pick(random_, 100) < (edited_ ? 90 : 45);
        response.edits = response.form == 2 ? Edits::Skip : Edits::Update;
        response.id = position;
        if (response.ownId)
            response.id = (response.form == 0 ? "" : "p" + std::to_string(partition)) + "x" +
                          std::to_string(pick(random_, edited_ ? 1 : 3)) + "f" +
                          std::to_string(response.form);
        else if (pick(random_, 100) < 4)
            response.id += kRefusedContent;
        response.content = "c" + std::to_string(++last_);
        if (response.form == 0)
            response.submittedAt =
                1'700'000'000'000 + 1000 * static_cast<std::int64_t>(pick(random_, 20)) + last_;
        response.questions = {0, 1};
        if (pick(random_, 10) < 3)
            response.questions.push_back(2 + static_cast<std::uint32_t>(pick(random_, 2)));
        if (!response.ownId) return response;
        std::vector<VirtualResponse>& earlier = seen_[response.id];
        const bool again = edited_ ? earlier.size() == 2 : !earlier.empty() && pick(random_, 4) == 0;
        if (again) return earlier[pick(random_, earlier.size())];
        earlier.push_back(response);
        return response;
    }

private:
    std::mt19937_64& random_;
    std::size_t forms_;
    bool edited_; ///< few responses, each edited to and fro
    std::int64_t last_ = 0;
    std::map<std::string, std::vector<VirtualResponse>> seen_; ///< submissions by response id
};

} // namespace

const std::vector<std::string>& questionNames() {
    static const std::vector<std::string> names{"a", "b", "n0", "n1"};
    return names;
}

bool VirtualRecord::mustBeRejected() const {
    return reading == pipeline::Reading::Rejected ||
           std::ranges::any_of(responses, [](const VirtualResponse& response) {
               return response.id.ends_with(kRefusedContent);
           });
}

FormId formName(std::uint32_t form) {
    return FormId("form" + std::to_string(form));
}

VirtualKafka::VirtualKafka(std::mt19937_64& random, std::size_t partitions, std::size_t forms)
    : partitions_(partitions) {
    ResponseMaker maker(random, forms);
    for (std::size_t p = 0; p < partitions; ++p) {
        std::int64_t offset = pick(random, 2) == 0 ? 0 : 7;
        const std::size_t count = maker.records();
        for (std::size_t i = 0; i < count; ++i) {
            VirtualRecord record{offset, pipeline::Reading::Rows, {}};
            const std::uint64_t kind = pick(random, 100);
            const std::size_t responses = kind < 75 ? 1 : 2;
            for (std::size_t k = 0; k < responses; ++k)
                record.responses.push_back(maker.make(p, std::to_string(p) + "@" + std::to_string(offset) +
                                                             "." + std::to_string(k)));
            if (kind >= 92) record.responses.clear();
            if (kind >= 96)
                record.reading = pipeline::Reading::Tombstone;
            else if (kind >= 92)
                record.reading = pipeline::Reading::Rejected;
            partitions_[p].log.push_back(std::move(record));
            offset += static_cast<std::int64_t>(std::max<std::uint64_t>(1, pick(random, 4)));
        }
    }
}

TopicPartition VirtualKafka::name(std::size_t partition) {
    return {"responses", static_cast<std::int32_t>(partition)};
}
std::size_t VirtualKafka::index(const TopicPartition& partition) {
    return static_cast<std::size_t>(partition.partition);
}

std::optional<std::pair<RecordBatch, pipeline::DecodedBatch>>
VirtualKafka::poll(std::size_t partition, Epoch epoch, std::int64_t from, std::size_t most) const {
    const VirtualPartition& source = partitions_[partition];
    RecordBatch records{name(partition), epoch, {}, {}};
    pipeline::DecodedBatch decoded;
    const auto arena = std::make_shared<Arena>(1024);
    for (const VirtualRecord& record : source.log) {
        if (record.offset < from || record.offset >= source.end || records.records.size() >= most) continue;
        Record raw;
        raw.offset = record.offset;
        raw.tombstone = record.reading == pipeline::Reading::Tombstone;
        records.records.push_back(raw);
        pipeline::DecodedRecord how{record.reading, static_cast<std::uint32_t>(decoded.rows.size()), 0};
        if (record.reading == pipeline::Reading::Rejected) {
            how = {record.reading, static_cast<std::uint32_t>(decoded.faults.size()), 1};
            decoded.faults.push_back({{}, QStringLiteral("not JSON"), {}});
        }
        std::uint32_t part = 0;
        for (const VirtualResponse& response : record.responses) {
            Row row;
            row.part = part++;
            row.offset = record.offset;
            row.responseId = arena->copy(response.id);
            row.ownId = response.ownId;
            row.edits = response.edits;
            row.submittedAt = WallTime{Millis{response.submittedAt}};
            const auto cells = arena->array<Cell>(response.questions.size());
            for (std::size_t i = 0; i < cells.size(); ++i) {
                cells[i].question = response.questions[i];
                cells[i].text = arena->copy(formName(response.form).value + "/" + response.id + "/" +
                                            questionNames()[response.questions[i]] + "/" + response.content);
            }
            row.cells = cells;
            row.arena = arena;
            decoded.rows.push_back({response.form, row});
            ++how.count;
        }
        decoded.records.push_back(how);
    }
    if (records.records.empty()) return {};
    records.owner = arena;
    return std::pair{std::move(records), std::move(decoded)};
}

} // namespace rowcast::sim
