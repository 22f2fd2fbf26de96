#pragma once
/// Reads a document through a profile: the responses in it become rows of their forms. Pure; one thread at a
/// time.

#include "core/model/record.h"
#include "core/transform/answer_writer.h"

namespace rowcast::transform {

/// A record as it came.
struct RecordPlace {
    const TopicPartition& partition;
    const Record& record;
    Element document;
};

class Reader {
public:
    /// `fallback` is the form id where a record names none: a literal, "@key" or "@topic"; empty: reject it.
    Reader(Decoder& decoder, FormBook& book, QTimeZone zone, std::string fallback)
        : decoder_(decoder), book_(book), zone_(std::move(zone)), writer_(decoder, zone_),
          fallback_(std::move(fallback)) {}

    /// Appends a row for each response of the record; leaves `rows` as it was on error.
    [[nodiscard]] Readable<std::uint32_t> read(const Profile& profile, const Shape& shape,
                                               const RecordPlace& place, std::vector<DecodedRow>& rows);

private:
    [[nodiscard]] Readable<DecodedRow> readResponse(const Profile& profile, const RecordPlace& place,
                                                    Element response, std::uint32_t part);
    [[nodiscard]] std::string_view formId(const Profile& profile, const RecordPlace& place, Element response);
    [[nodiscard]] std::string_view id(const IdSource& source, const RecordPlace& place, Element response);
    [[nodiscard]] WallTime submittedAt(const Profile& profile, const RecordPlace& place, Element response);

    Decoder& decoder_;
    FormBook& book_;
    Zone zone_;
    AnswerWriter writer_;
    std::string fallback_;
    std::string buffer_;
    std::string formBuffer_;
};

} // namespace rowcast::transform
