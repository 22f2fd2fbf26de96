#include "ui/models/questions_paste.h"

#include "ui/models/question_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <map>

namespace rowcast::ui {

namespace {
using Drafts = std::vector<QuestionDraft>;

QString tr(const char* text) {
    return QCoreApplication::translate("paste", text);
}

tl::unexpected<Error> wrong(std::size_t row, const QString& what) {
    return fail(Remedy::FixSettings,
                tr("Row %1 of what was copied: %2. Nothing was pasted.").arg(row + 1).arg(what));
}

/// Which of our columns each pasted column is; -1: none of them.
using Columns = std::vector<int>;

std::optional<int> columnNamed(const QString& header) {
    const QString name = header.trimmed().toLower();
    if (name == u"id" || name == u"question id") return QuestionsModel::Id;
    if (name == u"title" || name == u"title in the sheet") return QuestionsModel::Title;
    if (name == u"type") return QuestionsModel::Type;
    if (name == u"shown") return QuestionsModel::Shown;
    return {};
}

/// A first row of our column names, one of them the id.
std::optional<Columns> headerOf(const QStringList& first) {
    Columns columns;
    for (const QString& cell : first)
        columns.push_back(columnNamed(cell).value_or(-1));
    const bool named = std::find(columns.begin(), columns.end(), QuestionsModel::Id) != columns.end();
    return named ? std::optional(columns) : std::nullopt;
}

Result<> put(QuestionDraft& draft, int column, const QString& cell, std::size_t row) {
    const QString word = cell.simplified();
    if (word.isEmpty()) return {};
    if (column == QuestionsModel::Title) draft.entry.title = word;
    if (column == QuestionsModel::Type) {
        const auto type = typeFrom(word);
        if (!type && word != noTypeWord()) return wrong(row, tr("“%1” is not a type").arg(word));
        draft.entry.type = type;
    }
    if (column == QuestionsModel::Shown) {
        const auto shown = shownFrom(word);
        if (!shown) return wrong(row, tr("“%1” is not yes or no").arg(word));
        draft.entry.shown = *shown;
    }
    return {};
}

Result<> putRow(QuestionDraft& draft, const Columns& columns, const QStringList& cells, std::size_t row) {
    for (std::size_t at = 0; at < columns.size() && static_cast<qsizetype>(at) < cells.size(); ++at)
        if (auto done = put(draft, columns[at], cells[static_cast<qsizetype>(at)], row); !done) return done;
    return {};
}

Result<Drafts> byIds(const QuestionsModel& questions, const CellRows& cells, const Columns& columns,
                     std::size_t first) {
    const auto idAt = std::find(columns.begin(), columns.end(), QuestionsModel::Id) - columns.begin();
    Drafts drafts;
    std::map<QuestionId, std::size_t> named;
    int end = questions.rowCount();
    for (std::size_t row = first; row < cells.size(); ++row) {
        if (cells[row].join(QString()).trimmed().isEmpty()) continue;
        const QuestionId id(cells[row].value(idAt).trimmed().toStdString());
        if (id.empty()) return wrong(row, tr("the question's id is missing"));
        if (const auto [before, fresh] = named.emplace(id, row); !fresh)
            return wrong(row,
                         tr("the id “%1” stands in row %2 already").arg(id.text()).arg(before->second + 1));
        const int known = questions.rowOf(id);
        QuestionDraft draft;
        draft.entry.id = id;
        if (known >= 0)
            draft = questions.at(known).draft;
        else
            draft.order = end++;
        if (auto done = putRow(draft, columns, cells[row], row); !done) return fail(std::move(done.error()));
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

Result<Drafts> fromHere(const QuestionsModel& questions, const CellRows& cells, const PastePlace& place) {
    const int first = std::max<int>(place.column, QuestionsModel::Title);
    Columns columns;
    for (int column = first; column <= QuestionsModel::Shown; ++column)
        columns.push_back(column);
    if (columns.empty()) return fail(Remedy::FixSettings, tr("Counts and samples come from the responses."));
    const bool one = cells.size() == 1 && cells[0].size() == 1 && place.selected.size() > 1;
    const std::vector<int>& rows = one ? place.selected : place.rows;
    if (cells.size() > rows.size())
        return fail(Remedy::FixSettings,
                    tr("%1 rows were copied, and from here on there are %2 questions. Nothing "
                       "was pasted.")
                        .arg(cells.size())
                        .arg(rows.size()));
    Drafts drafts;
    for (std::size_t row = 0; row < (one ? rows.size() : cells.size()); ++row) {
        QuestionDraft draft = questions.at(rows[row]).draft;
        const std::size_t from = one ? 0 : row;
        if (auto done = putRow(draft, columns, cells[from], from); !done)
            return fail(std::move(done.error()));
        drafts.push_back(std::move(draft));
    }
    return drafts;
}
} // namespace

Result<Drafts> pasteCells(const QuestionsModel& questions, const CellRows& cells, const PastePlace& place) {
    if (cells.empty()) return fail(Remedy::FixSettings, tr("There is no text to paste."));
    if (const auto columns = headerOf(cells.front())) return byIds(questions, cells, *columns, 1);
    const bool several =
        std::any_of(cells.begin(), cells.end(), [](const auto& row) { return row.size() > 1; });
    const bool known = std::any_of(cells.begin(), cells.end(), [&](const QStringList& row) {
        return questions.rowOf(QuestionId(row.value(0).trimmed().toStdString())) >= 0;
    });
    const Columns usual{QuestionsModel::Id, QuestionsModel::Title, QuestionsModel::Type,
                        QuestionsModel::Shown};
    if (several && (known || place.column < QuestionsModel::Title)) return byIds(questions, cells, usual, 0);
    return fromHere(questions, cells, place);
}

} // namespace rowcast::ui
