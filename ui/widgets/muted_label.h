#pragma once
/// A line of secondary text that follows the theme; left out whole when it does not fit. Main thread.

#include <QLabel>

namespace rowcast::ui {

class MutedLabel : public QLabel {
    Q_OBJECT

public:
    explicit MutedLabel(QWidget* parent = nullptr);
    /// May shrink to nothing; then the text is hidden, not cut, and stands in the tooltip.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace rowcast::ui
