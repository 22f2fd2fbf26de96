#pragma once
/// Cells of a spreadsheet as changes of questions. Rows that name questions by their ids go to those; other
/// cells are filled in from the current cell on, as in a spreadsheet. An empty cell changes nothing. Pure;
/// main thread.

#include "core/base/result.h"
#include "ui/models/clipboard_cells.h"
#include "ui/models/questions_model.h"

namespace rowcast::ui {

/// Where the paste happens.
struct PastePlace {
    std::vector<int> rows; ///< of the model: those shown from the current one on
    int column = QuestionsModel::Title;
    std::vector<int> selected; ///< one cell is pasted into all of them
};

/// The drafts that the cells make. A wrong cell is named by its row and changes nothing at all.
[[nodiscard]] Result<std::vector<QuestionDraft>> pasteCells(const QuestionsModel& questions,
                                                            const CellRows& cells, const PastePlace& place);

} // namespace rowcast::ui
