#pragma once
/// JSON to be edited: line numbers, and one line marked as wrong. Tab leaves it, as everywhere. Main thread.

#include <QPlainTextEdit>

namespace rowcast::ui {

class CodeEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit CodeEdit(QWidget* parent = nullptr);

    /// Marks a line (from 1) and puts its sentence beside the number as tooltip; 0: none is wrong.
    void markLine(int line, const QString& sentence = {});
    [[nodiscard]] int markedLine() const { return marked_; }
    /// Puts the caret there (both from 1) and scrolls to it.
    void goTo(int line, int column);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Numbers;
    [[nodiscard]] int numbersWidth() const;
    void place();
    void paintNumbers(QPaintEvent* event);
    void paintMarked();

    QWidget* numbers_;
    int marked_ = 0;
};

} // namespace rowcast::ui
