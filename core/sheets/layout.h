#pragma once
/// Which column of a sheet holds which question, told by tags and never by title or position, and what must
/// be added before rows can go there. Pure; any thread.

#include "core/model/row.h"
#include "core/sheets/columns_entry.h"
#include "core/sheets/metadata.h"

#include <string>
#include <vector>

namespace rowcast::sheets {

/// The header row and the column tags of our tab as one read showed them.
struct SheetView {
    std::string timeZone;
    std::int64_t tab = 0;
    std::string tabTitle;
    std::int64_t gridRows = 0;
    std::int64_t gridColumns = 0;
    std::int64_t headerRow = -1; ///< -1: no row carries our header tag
    std::int32_t headerTag = 0;  ///< its id
    struct Column {
        std::int32_t tagId = 0;
        std::string tag; ///< empty: not ours
        std::string title;
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns; ///< up to the last one with a tag or a title
    bool operator==(const SheetView&) const = default;

    [[nodiscard]] bool hasTags() const;
    /// How many ranges of rows may stand in the URL of one read, at most 40: Google refuses an address over
    /// about 8 KB with 414 (measured by others; its documentation names no limit), and a title may have 100
    /// characters of 9 bytes each.
    [[nodiscard]] std::size_t rangesAtOnce() const;
    [[nodiscard]] bool blank() const { return columns.empty(); }
};

// The two columns that every sheet has besides its questions.
[[nodiscard]] const QuestionId& submittedQuestion();
[[nodiscard]] const QuestionId& responseIdQuestion();
inline constexpr char kSubmittedTitle[] = "Submitted at";
inline constexpr char kResponseIdTitle[] = "Response ID";

/// The first 8 characters of a tag: whose column it is.
[[nodiscard]] std::string questionKey(const QuestionId& id);
/// A column's tag: questionKey and 4 characters of hash(title last written).
[[nodiscard]] std::string columnTag(const QuestionId& id, const std::string& title);

/// A column to be tagged; titled too, unless people already gave it that title.
struct NewColumn {
    std::int64_t column = 0;
    std::string tag;
    std::string title; ///< empty: adopted with the title it has
    CellKind kind = CellKind::Text;
    bool operator==(const NewColumn&) const = default;
};
/// A title of ours that people have not changed and that the question map now words otherwise.
struct Retitle {
    std::int64_t column = 0;
    std::int32_t tagId = 0;
    std::string tag;
    std::string title;
    bool operator==(const Retitle&) const = default;
};

/// Where everything goes.
struct Layout {
    std::int64_t submitted = -1;
    std::int64_t responseId = -1;
    std::vector<std::int64_t> questions; ///< column by index into the question list; -1: not written
    std::vector<NewColumn> added;
    std::vector<Retitle> retitled;
    std::int64_t width = 0;               ///< columns in use afterwards
    ColumnsEntry entry;                   ///< as it must stand afterwards
    std::vector<std::string> deleted;     ///< titles of columns that people deleted: block
    std::vector<std::string> deletedKeys; ///< their question keys
    bool operator==(const Layout&) const = default;
};

/// `entry` as read with the state (none: nothing was ever made here). `recreate`: keys of deleted columns
/// that the admin wants back.
[[nodiscard]] Layout arrange(const SheetView& view, const ColumnsEntry& entry, const QuestionList& questions,
                             const std::set<std::string>& recreate = {});

/// May rows go into a sheet that is not ours yet: its first row is empty, or has only titles of this form.
[[nodiscard]] bool adoptable(const SheetView& view, const QuestionList& questions);

} // namespace rowcast::sheets
