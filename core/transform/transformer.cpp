#include "core/transform/transformer.h"

namespace rowcast::transform {

namespace {
constexpr std::size_t mostGuesses = 32;
}

Transformer::Transformer(ProfileSet profiles, TransformOptions options)
    : profiles_(std::move(profiles)), options_(std::move(options)),
      reader_(decoder_, book_, static_cast<const ReadingRules&>(options_)) {}

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
    if (document->is_null()) { // a tombstone or a deleted row, in an envelope
        reading.reading = Reading::Tombstone;
        return;
    }
    if (!document->is_object() && !document->is_array())
        return reject(reading, out,
                      {QStringLiteral("The value is neither a JSON object nor a list of them."), {}});
    const ProfileSet::Match* match = find(batch.partition.topic, *document);
    if (!match) return wonder(batch, record, *document, reading, out);
    if (match->of().kind != Shape::Kind::Responses) {
        reading.reading = match->of().kind == Shape::Kind::IdOnly ? Reading::IdOnly : Reading::Ignored;
        return;
    }
    const auto first = static_cast<std::uint32_t>(out.rows.size());
    auto count = reader_.read(*match->profile, match->of(), {batch.partition, record, *document}, out.rows);
    if (!count) return reject(reading, out, std::move(count.error()));
    reading = {*count > 0 ? Reading::Rows : Reading::Ignored, first, *count};
}

const ProfileSet::Match* Transformer::find(const std::string& name, Element document) {
    auto known = topics_.find(std::string_view(name));
    if (known == topics_.end()) known = topics_.emplace(name, Topic{}).first;
    Topic& topic = known->second;
    if (const ProfileSet::Match* match = profiles_.find(document, name, topic.last))
        return topic.last = match;
    for (const ProfileSet::Match& guess : topic.guesses)
        if (allHold(guess.of().when, document)) return &guess;
    if (options_.unknown != OnUnknown::Guess && !profiles_.guesses()) return nullptr;
    const auto guess = guessProfile(document, name);
    return guess ? guessed(topic, guess->read) : nullptr;
}

const ProfileSet::Match* Transformer::guessed(Topic& topic, const std::string& guess) {
    auto profile = parseProfile(guess);
    if (!profile || topic.guesses.size() >= mostGuesses) return nullptr;
    topic.guesses.reserve(mostGuesses); // matches are pointed at
    topic.guesses.push_back({std::make_shared<const Profile>(std::move(*profile))});
    return &topic.guesses.back();
}

void Transformer::wonder(const RecordBatch& batch, const Record& record, Element document,
                         DecodedRecord& reading, DecodedBatch& out) {
    if (options_.unknown == OnUnknown::Reject)
        return reject(reading, out, {QStringLiteral("No profile fits the record."), {}});
    auto known = unknown_.find(batch.partition.topic);
    if (known == unknown_.end()) {
        auto guess = guessProfile(document, batch.partition.topic);
        if (!guess)
            return reject(reading, out,
                          {QStringLiteral("The record holds nothing that could be a response."), {}});
        UnknownShape shape{batch.partition.topic, std::move(*guess), {batch.partition, record.offset}};
        known = unknown_.emplace(batch.partition.topic, std::move(shape)).first;
    }
    ++known->second.records;
    reading.reading = Reading::Waiting;
}

} // namespace rowcast::transform
