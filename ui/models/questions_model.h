#pragma once
/// The questions of one form as their map is edited: what is in use, what was changed and not saved yet, and
/// every step back. Rows stand as they came, new ones at the end: the order of columns is a cell. Main
/// thread.

#include "core/model/form_questions.h"

#include <QAbstractTableModel>
#include <QUndoStack>

#include <unordered_map>

namespace rowcast::ui {

/// What can be edited of a question.
struct QuestionDraft {
    QuestionMap::Entry entry;
    int order = 0; ///< place among the sheet's columns, from 0
    bool operator==(const QuestionDraft&) const = default;
};

class QuestionsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Order, Id, Title, Type, Shown, Seen, Samples, ColumnCount };
    /// What a copy takes of a cell: only what the map would say.
    static constexpr int CopyRole = Qt::UserRole + 50;
    struct Row {
        FormQuestion known; ///< from the responses
        QuestionDraft used;
        QuestionDraft draft;
        bool mapped = false; ///< the map in use names it
        bool first = false;  ///< without a title when the list was made: stands first until the map is saved
    };
    struct Counts {
        int all = 0;
        int untitled = 0;
        int changed = 0;
        int retitled = 0; ///< of those the header in the sheet changes
    };

    explicit QuestionsModel(QObject* parent = nullptr);

    /// Newer numbers and samples; a newer map too, unless this one is being edited.
    void show(const FormQuestions& questions);
    [[nodiscard]] const FormId& form() const { return known_.map.form; }
    [[nodiscard]] const FormQuestions& known() const { return known_; }
    [[nodiscard]] const Row& at(int row) const { return rows_[static_cast<std::size_t>(row)]; }
    /// -1 if there is none.
    [[nodiscard]] int rowOf(const QuestionId& id) const;
    /// The map's title, else the payload's; empty if the sheet shows the id.
    [[nodiscard]] static const QString& titleOf(const Row& row);
    /// The sheet shows the id of a column of its.
    [[nodiscard]] static bool wantsTitle(const Row& row);
    [[nodiscard]] Counts counts() const;

    /// The draft as a map.
    [[nodiscard]] QuestionMap map() const;
    /// The map to save; editing may go on meanwhile.
    [[nodiscard]] QuestionMap beginSave();
    /// What beginSave() gave is in use now.
    void saved();
    /// Back to what is in use, as one step that can be undone.
    void discard();

    /// One step of undo. A question that is not in the list yet is added to it.
    void edit(const QString& words, std::vector<QuestionDraft> drafts);
    /// Puts the rows before the question at `order`, in the order they have.
    void move(std::vector<int> rows, int order);
    /// Makes the question the one at `order`.
    void moveTo(int row, int order);
    enum class Adopt {
        Words, ///< titles, types, choices, shown; what the map does not say stays
        Order, ///< the order of columns too
        All    ///< exactly that map, as it was saved once
    };
    void adopt(const QString& words, const QuestionMap& map, Adopt what);
    [[nodiscard]] QUndoStack* undo() { return &undo_; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

signals:
    /// The draft, what is in use or the list itself is another.
    void changed();
    /// The draft is another: the sheet will look different.
    void edited();

private:
    class Step;
    friend class Step;

    void put(const std::vector<QuestionDraft>& drafts);
    void append(std::vector<Row> rows);
    /// Those of them that no record has named leave the list.
    void removeUnseen(const std::vector<QuestionId>& ids);
    [[nodiscard]] std::vector<int> byOrder() const;
    void reset();
    void refresh();

    [[nodiscard]] static QString text(const Row& row, int column);
    [[nodiscard]] static QString note(const Row& row, int column);
    [[nodiscard]] static QVariant editText(const Row& row, int column);
    [[nodiscard]] static bool muted(const Row& row, int column);

    FormQuestions known_;
    std::vector<Row> rows_;
    std::unordered_map<std::string, int> index_;
    QUndoStack undo_;
    QuestionMap saving_; ///< between beginSave() and saved()
    std::vector<QuestionDraft> savingDrafts_;
    int savingStep_ = 0;
};

} // namespace rowcast::ui
