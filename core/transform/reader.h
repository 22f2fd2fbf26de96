#pragma once
/// Reads a document through a profile: the responses in it become rows of their forms. Pure; one thread at a
/// time.

#include "core/model/record.h"
#include "core/transform/answer_writer.h"

#include <map>
#include <optional>
#include <string>

namespace rowcast::transform {

/// A record as it came.
struct RecordPlace {
    const TopicPartition& partition;
    const Record& record;
    Element document;
};

/// What the admin says of reading.
struct ReadingRules {
    QTimeZone zone;     ///< of the spreadsheets
    std::string formId; ///< where a record names no form: a literal, "@key" or "@topic"; empty: reject it
    std::optional<Edits> edits;                          ///< for all forms
    std::map<std::string, Edits, std::less<>> formEdits; ///< by form
};

class Reader {
public:
    Reader(Decoder& decoder, FormBook& book, ReadingRules rules)
        : decoder_(decoder), book_(book), rules_(std::move(rules)), zone_(rules_.zone),
          writer_(decoder, zone_) {}

    /// Appends a row for each response of the record; leaves `rows` as it was on error.
    [[nodiscard]] Readable<std::uint32_t> read(const Profile& profile, const Shape& shape,
                                               const RecordPlace& place, std::vector<DecodedRow>& rows);

    /// What responses say of their forms' questions goes there from now on, the newest word of a form.
    void collectDefinitions(std::map<FormIndex, QuestionMap>* into) { definitions_ = into; }

private:
    [[nodiscard]] Readable<DecodedRow> readResponse(const Profile& profile, const RecordPlace& place,
                                                    Element response, std::uint32_t part);
    [[nodiscard]] std::string_view formId(const Profile& profile, const RecordPlace& place, Element response);
    [[nodiscard]] std::string_view id(const IdSource& source, const RecordPlace& place, Element response);
    void identify(const Profile& profile, const RecordPlace& place, Element response, DecodedRow& decoded);
    [[nodiscard]] Edits editsOf(const Profile& profile, const FormId& form) const;
    [[nodiscard]] WallTime submittedAt(const Profile& profile, const RecordPlace& place, Element response);

    Decoder& decoder_;
    FormBook& book_;
    ReadingRules rules_;
    Zone zone_;
    AnswerWriter writer_;
    std::string buffer_;
    std::string formBuffer_;
    std::map<FormIndex, QuestionMap>* definitions_ = nullptr; ///< null: nobody asked
};

} // namespace rowcast::transform
