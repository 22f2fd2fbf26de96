#pragma once
/// What people and scripts ask of a running instance. The window, the tray and the local socket send the same
/// values; Runtime routes each to its owner, which answers with a CommandResult of the same id. Plain values;
/// any thread.

#include "core/base/error.h"
#include "core/model/ids.h"
#include "core/model/question_map.h"

#include <optional>
#include <variant>
#include <vector>

namespace rowcast {

struct Pause {};
struct Resume {};
struct Quit {};
/// Stores a form's question map; new rows use it at once.
struct SaveMap {
    QuestionMap map;
};
/// Mends a blocked form (or the pipeline, if `form` is empty) the way its error offers.
struct Mend {
    FormId form;
    Choice choice = Choice::TryAgain;
    QString argument; ///< the spreadsheet's id or link for PickAnother
};
/// Changes one setting; the owner restarts what it concerns.
struct SetSetting {
    QString key;
    QString value;
};

using CommandKind = std::variant<Pause, Resume, Quit, SaveMap, Mend, SetSetting>;
struct Command {
    std::uint64_t id = 0;
    CommandKind kind;
};

struct CommandResult {
    std::uint64_t id = 0;
    std::optional<Error> error; ///< none: done
    QString message;            ///< what was done, one sentence
};

/// Asks for the newest rows of a form's sheet as the sheet holds them, read through the API.
struct SheetRows {
    FormId form;
    int newest = 20;
};
using QueryKind = std::variant<SheetRows>;
struct Query {
    std::uint64_t id = 0;
    QueryKind kind;
};
/// A page of text cells, first the header; at most 500 rows.
struct QueryPage {
    std::uint64_t id = 0;
    std::optional<Error> error;
    std::vector<QString> header;
    std::vector<std::vector<QString>> rows;
    std::int64_t firstRow = 0; ///< number of rows[0] in the sheet, from 1
};

} // namespace rowcast

Q_DECLARE_METATYPE(rowcast::Command)
Q_DECLARE_METATYPE(rowcast::CommandResult)
Q_DECLARE_METATYPE(rowcast::Query)
Q_DECLARE_METATYPE(rowcast::QueryPage)
