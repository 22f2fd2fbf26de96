#pragma once
/// Records → rows: decode, find the profile, read, map. The one entry of this folder for the pipeline. Pure;
/// one thread at a time; what cannot be read is a Fault, never an exception.

#include "core/transform/profile_set.h"
#include "core/transform/reader.h"

#include <map>

namespace rowcast::transform {

/// What becomes of a record that no profile fits.
enum class OnUnknown {
    Ask,   ///< it waits for the admin's word
    Guess, ///< it is read as a plain JSON object
    Reject
};

struct TransformOptions : ReadingRules {
    OnUnknown unknown = OnUnknown::Ask;
};

/// A shape that no profile knows, waiting for the admin's word.
struct UnknownShape {
    std::string topic;
    Guesses guess;
    Position sample;
    std::int64_t records = 0;
};

class Transformer {
public:
    explicit Transformer(ProfileSet profiles = ProfileSet::builtIn(), TransformOptions options = {});

    [[nodiscard]] DecodedBatch decode(const RecordBatch& batch);
    /// New profiles for what comes from now on.
    void setProfiles(ProfileSet profiles);

    /// For people who ask: what responses say of their forms' questions.
    void collectDefinitions(std::map<FormIndex, QuestionMap>* into) { reader_.collectDefinitions(into); }

    [[nodiscard]] FormBook& book() { return book_; }
    [[nodiscard]] const FormBook& book() const { return book_; }
    [[nodiscard]] const ProfileSet& profiles() const { return profiles_; }
    [[nodiscard]] const TransformOptions& options() const { return options_; }
    /// By topic.
    [[nodiscard]] const std::map<std::string, UnknownShape>& unknown() const { return unknown_; }

private:
    struct Topic {
        const ProfileSet::Match* last = nullptr;
        std::vector<ProfileSet::Match> guesses;
    };
    void decodeRecord(const RecordBatch& batch, const Record& record, DecodedRecord& reading,
                      DecodedBatch& out);
    [[nodiscard]] const ProfileSet::Match* find(const std::string& topic, Element document);
    [[nodiscard]] const ProfileSet::Match* guessed(Topic& topic, const std::string& guess);
    /// None of the profiles fits.
    void wonder(const RecordBatch& batch, const Record& record, Element document, DecodedRecord& reading,
                DecodedBatch& out);
    static void reject(DecodedRecord& reading, DecodedBatch& out, Unreadable why);

    ProfileSet profiles_;
    TransformOptions options_;
    Decoder decoder_;
    FormBook book_;
    Reader reader_;
    TextMap<Topic> topics_;
    std::map<std::string, UnknownShape> unknown_;
};

} // namespace rowcast::transform
