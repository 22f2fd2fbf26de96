#include "core/transform/transformer.h"

namespace rowcast::transform {

namespace {
constexpr std::size_t mostGuesses = 32;
}

Transformer::Transformer(ProfileSet profiles, TransformOptions options)
    : profiles_(std::move(profiles)), options_(std::move(options)), reader_(decoder_, book_, options_) {}

void Transformer::setProfiles(ProfileSet profiles) {
    profiles_ = std::move(profiles);
    topics_.clear();
    unknown_.clear();
}

DecodedBatch Transformer::decode(const RecordBatch& batch) {
    DecodedBatch out;
    out.records.resize(batch.records.size());
    out.rows.reserve(batch.records.size());
    for (std::size_t i = 0; i < batch.records.size(); ++i)
        decodeRecord(batch, batch.records[i], out.records[i], out);
    return out;
}

void Transformer::reject(DecodedRecord& reading, DecodedBatch& out, Unreadable why) {
    reading = {Reading::Rejected, static_cast<std::uint32_t>(out.faults.size()), 1};
    out.faults.push_back({FormId(), std::move(why.reason), std::move(why.place)});
}

void Transformer::decodeRecord(const RecordBatch& batch, const Record& record, DecodedRecord& reading,
                               DecodedBatch& out) {
    if (record.tombstone) {
        reading.reading = Reading::Tombstone;
        return;
    }
    auto document = decoder_.decode(record.value);
    if (!document) return reject(reading, out, std::move(document.error()));
    if (!document->is_object() && !document->is_array())
        return reject(reading, out,
                      {QStringLiteral("The value is neither a JSON object nor a list of them."), {}});
    const ProfileSet::Match* match = find(batch, record, *document);
    if (!match) {
        reading.reading = Reading::Waiting;
        return;
    }
    if (match->of().kind != Shape::Kind::Responses) {
        reading.reading = match->of().kind == Shape::Kind::IdOnly ? Reading::IdOnly : Reading::Ignored;
        return;
    }
    const auto first = static_cast<std::uint32_t>(out.rows.size());
    auto count = reader_.read(*match->profile, match->of(), {batch.partition, record, *document}, out.rows);
    if (!count) return reject(reading, out, std::move(count.error()));
    reading = {*count > 0 ? Reading::Rows : Reading::Ignored, first, *count};
}

const ProfileSet::Match* Transformer::find(const RecordBatch& batch, const Record& record, Element document) {
    auto known = topics_.find(std::string_view(batch.partition.topic));
    if (known == topics_.end()) known = topics_.emplace(batch.partition.topic, Topic{}).first;
    Topic& topic = known->second;
    if (const ProfileSet::Match* match = profiles_.find(document, topic.last)) return topic.last = match;
    for (const ProfileSet::Match& guess : topic.guesses)
        if (allHold(guess.of().when, document)) return &guess;
    const auto guess = guessProfile(document);
    const bool accepted = options_.acceptGuess || profiles_.guesses();
    if (accepted && guess && topic.guesses.size() < mostGuesses)
        if (auto profile = parseProfile(*guess)) {
            topic.guesses.reserve(mostGuesses); // matches are pointed at
            topic.guesses.push_back({std::make_shared<const Profile>(std::move(*profile)), 0, 0});
            return &topic.guesses.back();
        }
    Unknown& unknown = unknown_[batch.partition.topic];
    if (unknown.records++ == 0) {
        unknown.topic = batch.partition.topic;
        unknown.guess = guess.value_or(std::string());
        unknown.sample = {batch.partition, record.offset};
    }
    return nullptr;
}

} // namespace rowcast::transform
