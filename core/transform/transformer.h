#pragma once
/// Records → rows: decode, find the profile, read, map. The one entry of this folder for the pipeline. Pure;
/// one thread at a time; what cannot be read is a Fault, never an exception.

#include "core/transform/profile_set.h"
#include "core/transform/reader.h"

#include <map>

namespace rowcast::transform {

struct TransformOptions : ReadingRules {
    bool acceptGuess = false; ///< read what no profile knows as a generic object, without asking
};

/// A shape that no profile knows, waiting for the admin's word.
struct Unknown {
    std::string topic;
    std::string guess; ///< a profile file that would read it
    Position sample;
    std::int64_t records = 0;
};

class Transformer {
public:
    explicit Transformer(ProfileSet profiles = ProfileSet::builtIn(), TransformOptions options = {});

    [[nodiscard]] DecodedBatch decode(const RecordBatch& batch);
    /// New profiles for what comes from now on.
    void setProfiles(ProfileSet profiles);

    [[nodiscard]] FormBook& book() { return book_; }
    /// By topic.
    [[nodiscard]] const std::map<std::string, Unknown>& unknown() const { return unknown_; }

private:
    struct Topic {
        const ProfileSet::Match* last = nullptr;
        std::vector<ProfileSet::Match> guesses;
    };
    void decodeRecord(const RecordBatch& batch, const Record& record, DecodedRecord& reading,
                      DecodedBatch& out);
    [[nodiscard]] const ProfileSet::Match* find(const RecordBatch& batch, const Record& record,
                                                Element document);
    static void reject(DecodedRecord& reading, DecodedBatch& out, Unreadable why);

    ProfileSet profiles_;
    TransformOptions options_;
    Decoder decoder_;
    FormBook book_;
    Reader reader_;
    TextMap<Topic> topics_;
    std::map<std::string, Unknown> unknown_;
};

} // namespace rowcast::transform
