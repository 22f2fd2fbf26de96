#pragma once
/// What an admin says of a form's questions: id → title, type, choices, shown. Plain value; any thread.

#include "core/model/row.h"

#include <optional>
#include <vector>

namespace rowcast {

enum class QuestionType : std::uint8_t {
    Text,
    Number,
    YesNo,
    Date,
    DateTime,
    Time,
    Duration,
    Choice,
    Choices,
    File,
    Location,
    Link
};

/// How cells of a question of this type are written.
[[nodiscard]] constexpr CellKind cellKind(QuestionType type) {
    switch (type) {
    case QuestionType::Number: return CellKind::Number;
    case QuestionType::YesNo: return CellKind::Boolean;
    case QuestionType::Date: return CellKind::Date;
    case QuestionType::DateTime: return CellKind::DateTime;
    case QuestionType::Time: return CellKind::Time;
    case QuestionType::Duration: return CellKind::Duration;
    case QuestionType::Link: return CellKind::Link;
    case QuestionType::Text:
    case QuestionType::Choice:
    case QuestionType::Choices:
    case QuestionType::File:
    case QuestionType::Location: return CellKind::Text;
    }
    return CellKind::Text;
}

struct QuestionMap {
    FormId form;
    QString formTitle; ///< empty: the payload's, else the id
    /// A choice's id in payloads and the words that the sheet shows for it.
    struct ChoiceLabel {
        QString id;
        QString label;
        bool operator==(const ChoiceLabel&) const = default;
    };
    struct Entry {
        QuestionId id;
        QString title;
        std::optional<QuestionType> type{}; ///< none: as the payload's answers look
        bool shown = true;
        bool split = false; ///< Choices: a column a choice; else joined in one cell
        std::vector<ChoiceLabel> choices{};
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> entries; ///< in column order
    bool operator==(const QuestionMap&) const = default;
};

} // namespace rowcast
