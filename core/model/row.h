#pragma once
/// Rows ready to be written and what a sink says of them. Plain values; rows share the arena that their
/// slices live in.

#include "core/base/arena.h"
#include "core/base/error.h"
#include "core/base/time.h"
#include "core/model/ids.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace rowcast {

enum class CellKind : std::uint8_t { Text, Number, Boolean, Date, DateTime, Time, Duration, Link };

/// One question of a form, as the sheet shows it.
struct Question {
    QuestionId id;
    std::string title; ///< the question map's, else the payload's label, else the id
    CellKind kind = CellKind::Text;
    bool shown = true; ///< left out of the sheet otherwise
    bool operator==(const Question&) const = default;
};
/// A form's questions in column order of first appearance or of the map. Rows name a question by its index in
/// the list that their batch carries; an index never changes its meaning while the program runs.
using QuestionList = std::vector<Question>;

/// One answer. Kinds but Text carry `number`: the number itself, 0 or 1, a spreadsheet serial date (days
/// since 1899-12-30, in the spreadsheet's zone), a fraction of a day. A Link is its URL in `text`.
struct Cell {
    std::uint32_t question = 0;
    CellKind kind = CellKind::Text;
    double number = 0;
    std::string_view text;
};

/// What becomes of a record whose response id was seen before.
enum class Edits : std::uint8_t {
    Update, ///< its row says what the newest submission says
    Append, ///< a further row
    Skip    ///< the first one stays
};

/// One response as a row, by question, still unaware of any column number.
struct Row {
    std::uint32_t partition = 0; ///< index into Batch::partitions
    std::uint32_t part = 0;      ///< n-th response of its record
    std::int64_t offset = 0;
    std::string_view responseId; ///< the form product's, else `partition@offset.n`; appended edits: both
    bool ownId = false;          ///< it is the form product's alone: another record may repeat it
    Edits edits = Edits::Update; ///< if another record does; never Append together with `ownId`
    WallTime submittedAt{};
    WallTime produced{}; ///< Kafka's timestamp, for latency
    std::span<const Cell> cells;
    std::shared_ptr<const Arena> arena;
};

/// The rows of one form that go out in one request: per partition a prefix, in offset order, of what the form
/// still lacks.
struct Batch {
    std::uint64_t id = 0;
    FormId form;
    std::string title; ///< the form's name for people; its id if none is known
    std::shared_ptr<const QuestionList> questions;
    std::shared_ptr<const std::vector<TopicPartition>> partitions;
    std::vector<Row> rows;   ///< none: only the headers follow `questions`
    bool outOfOrder = false; ///< told by response ids alone: watermarks neither count nor move
};

/// What became of a batch: every row of it is confirmed (written now, found there, part of a row that was
/// updated, or left out beside an id read in the sheet), rejected, or left.
struct BatchWritten {
    std::uint64_t batch = 0;
    FormId form;
    std::int64_t appended = 0;   ///< rows that this write added
    std::int64_t updated = 0;    ///< rows that say now what a newer submission says
    std::int64_t duplicates = 0; ///< left out: the row of this response id says this already, or newer
    std::int64_t deleted = 0;    ///< left out: people deleted the row of this response id
    std::int64_t found =
        0;                ///< rows that stood there already: below the watermark, or from an unknown outcome
    std::int64_t cut = 0; ///< cells cut at the 50,000 character limit
    struct Rejection {
        std::uint32_t row = 0; ///< index into Batch::rows
        Error error;
    };
    std::vector<Rejection> rejected;
    /// The rows from this one on are not written: no watermark may pass a rejected row before its rejection
    /// is on disk, since it would be taken for delivered after a crash.
    std::optional<std::uint32_t> leftFrom;
};

/// A batch was not written; none of its positions may close because of it.
struct BatchFailed {
    std::uint64_t batch = 0;
    FormId form;
    Error error;
};

/// What a response's row was last confirmed to say.
struct ResponseContent {
    std::string id;
    std::uint64_t hash = 0;
    WallTime submittedAt{};
};

/// What a sink knows of a form's sheet, for people and for the store.
struct FormSheet {
    FormId form;
    SpreadsheetId spreadsheet;
    QString url;
    std::int64_t version = 0; ///< of the state that we last confirmed; never goes down
    std::int64_t rows = 0;    ///< data rows known to stand in the sheet, all parts
    /// Contents of rows, true at `version` only. Told: those that are new; from the store: all.
    std::shared_ptr<const std::vector<ResponseContent>> contents = {};
    bool contentsAfresh = false; ///< what was told of contents before no longer holds
    bool operator==(const FormSheet&) const = default;
};

} // namespace rowcast
