#pragma once
/// What an admin says of a form's questions: id → title, type, shown. Plain value; any thread.

#include "core/model/row.h"

#include <optional>
#include <vector>

namespace rowcast {

struct QuestionMap {
    FormId form;
    QString formTitle; ///< empty: the payload's, else the id
    struct Entry {
        QuestionId id;
        QString title;
        std::optional<CellKind> kind; ///< none: the payload's
        bool shown = true;
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> entries; ///< in column order
    bool operator==(const QuestionMap&) const = default;
};

} // namespace rowcast

Q_DECLARE_METATYPE(rowcast::QuestionMap)
