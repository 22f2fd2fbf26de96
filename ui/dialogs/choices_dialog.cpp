#include "ui/dialogs/choices_dialog.h"

#include "ui/models/clipboard_cells.h"
#include "ui/theme/type.h"
#include "ui/widgets/make_button.h"
#include "ui/widgets/section_label.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace rowcast::ui {

ChoicesDialog::ChoicesDialog(const QuestionMap::Entry& entry, const FormQuestion& question,
                             const QString& name, QWidget* parent)
    : QDialog(parent), entry_(entry), choices_(new QStandardItemModel(0, 2, this)),
      table_(new TableView(this)), joined_(new QRadioButton(tr("in &one cell, with commas between"), this)),
      split_(new QRadioButton(tr("in a &column for each choice"), this)) {
    setObjectName(QStringLiteral("choicesDialog"));
    setWindowTitle(tr("Choices of “%1”").arg(name));
    choices_->setHorizontalHeaderLabels({tr("As the responses say it"), tr("In the sheet")});
    for (const auto& choice : entry.choices)
        addRow(choice.id, choice.label);
    for (const QString& sample : question.samples)
        if (choices_->findItems(sample).isEmpty() && entry.type != QuestionType::Choices) addRow(sample, {});
    table_->setObjectName(QStringLiteral("choicesTable"));
    table_->setAccessibleName(tr("Choices"));
    table_->setModel(choices_);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto deed = [this](const QString& text, const QKeySequence& keys, void (ChoicesDialog::*act)()) {
        auto* action = new QAction(text, table_);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, act);
        table_->addAction(action);
    };
    deed(tr("&Paste"), QKeySequence::Paste, &ChoicesDialog::paste);
    deed(tr("&Remove"), QKeySequence::Delete, &ChoicesDialog::removeRows);
    auto* add = makeButton(tr("&Add a choice"), QStringLiteral("addChoiceButton"), {}, this);
    connect(add, &QPushButton::clicked, this, [this] {
        addRow({}, {});
        table_->setCurrentIndex(choices_->index(choices_->rowCount() - 1, 0));
        table_->edit(table_->currentIndex());
    });
    auto* hint = new QLabel(
        tr("Ctrl+V pastes two columns from a spreadsheet. Without a word of yours the response's own "
           "stands in the sheet."),
        this);
    hint->setWordWrap(true);
    hint->setFont(smallFont(font()));
    hint->setForegroundRole(QPalette::PlaceholderText);
    joined_->setObjectName(QStringLiteral("joinedChoice"));
    split_->setObjectName(QStringLiteral("splitChoice"));
    (entry.split ? split_ : joined_)->setChecked(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setProperty("kind", QStringLiteral("primary"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(pageMargin, 16, pageMargin, 16);
    column->addWidget(table_, 1);
    column->addWidget(hint);
    column->addWidget(add, 0, Qt::AlignLeft);
    column->addSpacing(8);
    column->addWidget(new SectionLabel(tr("Several choices of one response stand"), this));
    column->addWidget(joined_);
    column->addWidget(split_);
    column->addSpacing(8);
    column->addWidget(buttons);
    resize(Sizes(font()).px(520), Sizes(font()).px(520));
}

void ChoicesDialog::addRow(const QString& id, const QString& label) {
    choices_->appendRow({new QStandardItem(id), new QStandardItem(label)});
}

void ChoicesDialog::paste() {
    for (const QStringList& cells : cellsFrom(QGuiApplication::clipboard()->text())) {
        const QString id = cells.value(0).trimmed();
        if (id.isEmpty()) continue;
        if (const auto known = choices_->findItems(id); !known.isEmpty())
            choices_->item(known.front()->row(), 1)->setText(cells.value(1).simplified());
        else
            addRow(id, cells.value(1).simplified());
    }
}

void ChoicesDialog::removeRows() {
    QModelIndexList rows = table_->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row() > b.row(); });
    for (const QModelIndex& row : rows)
        choices_->removeRow(row.row());
}

QuestionMap::Entry ChoicesDialog::entry() const {
    QuestionMap::Entry entry = entry_;
    entry.split = split_->isChecked();
    entry.choices.clear();
    for (int row = 0; row < choices_->rowCount(); ++row) {
        const QString id = choices_->item(row, 0)->text().trimmed();
        const QString label = choices_->item(row, 1)->text().trimmed();
        if (!id.isEmpty() && !label.isEmpty()) entry.choices.push_back({id, label});
    }
    return entry;
}

} // namespace rowcast::ui
