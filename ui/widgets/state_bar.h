#pragma once
/// One sentence of state on top of every panel, with Pause. In trouble it grows, takes the tint and holds
/// what it means and the remedies, the first as the window's one primary button. Main thread.

#include "core/model/command.h"
#include "core/model/status.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QMenu;
class QPushButton;

namespace rowcast::ui {

class MarkLabel;
class MenuButton;
class MutedLabel;

class StateBar : public QWidget {
    Q_OBJECT

public:
    explicit StateBar(QWidget* parent = nullptr);

    void show(const Status& status);

signals:
    void pauseWanted();
    /// Pause now and resume by itself after that time.
    void pauseForWanted(std::chrono::minutes time);
    void resumeWanted();
    void mendWanted(const FormId& form, Choice choice);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void setTrouble(bool trouble);
    void showRemedies(const Problem* problem, const GoogleStatus& google);
    void showPause(Activity activity);
    void say(const StateSentence& sentence);
    [[nodiscard]] QMenu* pauseMenu();

    MarkLabel* mark_;
    QLabel* headline_;
    MutedLabel* rest_;
    QLabel* meaning_; ///< the rest of the sentence in trouble, below the headline
    MenuButton* pause_;
    QPushButton* second_;
    QPushButton* primary_;
    QMenu* pauseMenu_;
    QBoxLayout* row_;
    Problem problem_;
    bool paused_ = false;
    bool trouble_ = false;
};

} // namespace rowcast::ui
