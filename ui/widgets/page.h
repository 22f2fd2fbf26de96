#pragma once
/// Holds a panel and scrolls it when the window is too small; its bar lies over the margin, so that nothing
/// moves when it comes. Main thread.

#include <QScrollArea>

namespace rowcast::ui {

class Page : public QScrollArea {
    Q_OBJECT

public:
    explicit Page(QWidget* panel, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeBar();

    QScrollBar* bar_;
};

} // namespace rowcast::ui
