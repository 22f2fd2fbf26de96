#pragma once
/// What the dialogs that send a command have in common: a sentence on top, the refusal where it came from,
/// Cancel, and the deed as the one primary button. It stays open until the command is done. Main thread.

#include "core/base/error.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace rowcast::ui {

class AskDialog : public QDialog {
    Q_OBJECT

public:
    AskDialog(const QString& title, const QString& sentence, const QString& deed, QWidget* parent);

    /// The command was sent: nothing more can be asked until it is done.
    void setWaiting();
    /// Says why it was refused and lets people try again.
    void refuse(const QString& why);

signals:
    void deedWanted();

protected:
    [[nodiscard]] QVBoxLayout* body() const { return body_; }
    void setReady(bool ready);
    /// What the other button says, where nothing is called off by it.
    void setCancel(const QString& text);

private:
    QLabel* sentence_;
    QVBoxLayout* body_;
    QWidget* problem_;
    QLabel* why_;
    QPushButton* cancel_;
    QPushButton* deed_;
    bool ready_ = true;
};

} // namespace rowcast::ui
