#pragma once
/// The Google panel alone, with spies for what it wants, and hands that press its buttons. A test class
/// derives from it. Main thread.

#include "core/model/command.h"
#include "core/model/query.h"
#include "ui/panels/google_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

namespace rowcast {

using ui::GooglePanel;

class GooglePanelRig : public QObject {
protected:
    std::unique_ptr<ui::Theme> theme_;
    std::unique_ptr<GooglePanel> panel_;
    std::unique_ptr<QSignalSpy> commands_;
    std::unique_ptr<QSignalSpy> queries_;
    std::unique_ptr<QSignalSpy> links_;

    void show(const Status& status) {
        panel_->show(status);
        QApplication::processEvents();
    }
    template <class T>
    T* find(const char* name) {
        const auto all = panel_->findChildren<T*>(QString::fromLatin1(name));
        for (T* one : all)
            if (one->isVisible()) return one;
        qFatal("no %s in sight", name);
        return nullptr;
    }
    bool inSight(const char* name) {
        const auto all = panel_->findChildren<QWidget*>(QString::fromLatin1(name));
        return std::any_of(all.begin(), all.end(), [](QWidget* one) { return one->isVisible(); });
    }
    void press(const char* button) { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }
    void press(QWidget* dialog, const char* button) {
        QTest::mouseClick(dialog->findChild<QPushButton*>(QString::fromLatin1(button)), Qt::LeftButton);
    }
    template <class T>
    T sent(int at) {
        return std::get<T>(commands_->at(at).at(0).value<Command>().kind);
    }
    [[nodiscard]] std::uint64_t lastId() const { return commands_->last().at(0).value<Command>().id; }
    bool answer(std::uint64_t id, const char* refusal = nullptr) {
        CommandResult result;
        result.id = id;
        if (refusal) result.error = Error{Remedy::FixSettings, QString::fromUtf8(refusal), {}, {}, {}};
        return panel_->done(result);
    }
    template <class T>
    T* dialog() {
        for (QWidget* window : QApplication::topLevelWidgets())
            if (auto* found = qobject_cast<T*>(window); found && found->isVisible()) return found;
        qFatal("no such dialog");
        return nullptr;
    }
    template <class T>
    bool hasDialog() {
        for (QWidget* window : QApplication::topLevelWidgets())
            if (qobject_cast<T*>(window) && window->isVisible()) return true;
        return false;
    }
    void drop(QWidget* on, const QMimeData& data) {
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(on, &enter);
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(on, &event);
    }
    void drop(QWidget* on, const QByteArray& text) {
        QMimeData data;
        data.setText(QString::fromUtf8(text));
        drop(on, data);
    }
    /// Presses a button of the next question, which is modal.
    void answerNextQuestion(Qt::Key key, QString* question = nullptr) {
        QMetaObject::invokeMethod(
            panel_.get(),
            [key, question] {
                auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
                QVERIFY(box);
                if (question) *question = box->text() + box->informativeText();
                if (key == Qt::Key_Return) {
                    QTest::keyClick(box, Qt::Key_Return); // the default is the safe side
                    return;
                }
                for (QAbstractButton* button : box->buttons())
                    if (box->buttonRole(button) == QMessageBox::AcceptRole) button->click();
            },
            Qt::QueuedConnection);
    }

    /// In the test's init() and cleanup().
    void openPanel() {
        if (!theme_) theme_ = std::make_unique<ui::Theme>(qApp);
        panel_ = std::make_unique<GooglePanel>();
        commands_ = std::make_unique<QSignalSpy>(panel_.get(), &GooglePanel::commandWanted);
        queries_ = std::make_unique<QSignalSpy>(panel_.get(), &GooglePanel::queryWanted);
        links_ = std::make_unique<QSignalSpy>(panel_.get(), &GooglePanel::linkWanted);
        panel_->resize(1080, 752);
        panel_->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    }
    void closePanel() {
        commands_.reset();
        queries_.reset();
        links_.reset();
        panel_.reset();
    }
};

} // namespace rowcast
