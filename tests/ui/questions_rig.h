#pragma once
/// The Questions panel in its window, a program that answers it, and what a person does there. Main thread.

#include "tests/shots/fixtures.h"
#include "tests/shots/question_fixtures.h"
#include "tests/ui/window_test.h"
#include "ui/main_window.h"
#include "ui/models/questions_model.h"
#include "ui/panels/overview_panel.h"
#include "ui/panels/questions_panel.h"

#include <QApplication>
#include <QListView>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include <functional>
#include <memory>
#include <vector>

namespace rowcast::ui {

/// Answers the window as the running program would, and keeps what it was asked and told.
class Program : public QObject {
public:
    explicit Program(MainWindow* window) : window_(window) {
        connect(window, &MainWindow::query, this, [this](const Query& query) {
            queries.push_back(query);
            QMetaObject::invokeMethod(
                window_, [this, query] { answer(query); }, Qt::QueuedConnection);
        });
        connect(window, &MainWindow::command, this,
                [this](const Command& command) { commands.push_back(command); });
    }

    /// What was asked so far of one kind.
    template <class T>
    std::vector<T> asked() const {
        QApplication::processEvents(); // wishes leave the window queued
        std::vector<T> out;
        for (const Query& query : queries)
            if (const auto* kind = std::get_if<T>(&query.kind)) out.push_back(*kind);
        return out;
    }

    /// The command at that place, waited for.
    const Command& sent(std::size_t at) const {
        if (!QTest::qWaitFor([&] { return commands.size() > at; })) qFatal("no command was sent");
        return commands[at];
    }

    FormQuestions known = shots::questions();
    std::function<QueryPage(const Query&)> other; ///< what the panel asks but seldom
    std::vector<Query> queries;
    std::vector<Command> commands;

private:
    void answer(const Query& query) {
        QueryPage page = shots::answer(query, known);
        if (page.detail.index() == 0 && page.header.empty() && other) page = other(query);
        page.id = query.id;
        window_->answered(page);
    }

    MainWindow* window_;
};

class QuestionsRig : public QObject {
protected:
    OwnSettings settings_;
    std::unique_ptr<MainWindow> window_;
    std::unique_ptr<Program> program_;
    QTableView* table_ = nullptr;

    template <class T>
    T* find(const char* name) {
        return childOf<T>(*window_, name);
    }
    QString cell(int row, int column) { return table_->model()->index(row, column).data().toString(); }
    void goTo(int row, int column) { table_->setCurrentIndex(table_->model()->index(row, column)); }
    /// The one that is typed into: one that was left may live on for a while.
    QWidget* editor() {
        QWidget* now = QApplication::focusWidget();
        return now && now->objectName() == u"cellEditor" ? now : nullptr;
    }
    void typeInto(QWidget* editor, const QString& text, Qt::Key end) {
        QTest::keyClicks(editor, text);
        QTest::keyClick(editor, end);
        QApplication::processEvents();
    }
    bool previewHas(const QString& header) {
        const auto* preview = find<QTableView>("mapPreview");
        for (int column = 0; column < preview->model()->columnCount(); ++column)
            if (preview->model()->index(0, column).data().toString() == header) return true;
        return false;
    }
    /// Shows the status and goes to Questions.
    void start(const Status& status) {
        window_->show(status);
        auto* places = find<QListView>("placesList");
        places->setCurrentIndex(places->model()->index(1, 0));
        QTRY_VERIFY(status.forms.empty() || table_->model());
        QTRY_VERIFY(status.forms.empty() || table_->model()->rowCount() > 0);
    }
    QMenu* menuOf(const char* button) { return find<QToolButton>(button)->menu(); }
    static void trigger(QMenu* menu, const char* name) {
        emit menu->aboutToShow();
        for (QAction* action : menu->actions())
            if (action->objectName() == QLatin1String(name)) return action->trigger();
        qFatal("no %s", name);
    }

    void prepareAll() { settings_.begin(); }
    void prepare() {
        QSettings().clear();
        window_ = std::make_unique<MainWindow>(std::vector<Panel*>{new OverviewPanel, new QuestionsPanel});
        window_->resize(1280, 800);
        program_ = std::make_unique<Program>(window_.get());
        table_ = find<QTableView>("questionsTable");
        window_->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        window_->activateWindow();
    }
    void clear() {
        program_.reset();
        window_.reset();
    }
};

} // namespace rowcast::ui
