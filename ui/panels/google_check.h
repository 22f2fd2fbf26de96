#pragma once
/// The preflight line by line: mark, what was checked, what was seen, and the button that mends it. Main
/// thread.

#include "core/model/status.h"
#include "ui/google_words.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QVBoxLayout;

namespace rowcast::ui {

class MutedLabel;

class GoogleCheck : public QWidget {
    Q_OBJECT

public:
    explicit GoogleCheck(QWidget* parent = nullptr);
    void show(const GoogleStatus& google, WallTime now);

signals:
    void checkWanted();
    void deedWanted(const rowcast::ui::CheckButton& deed);

private:
    void rebuild(const GoogleStatus& google);
    [[nodiscard]] QWidget* lineOf(const CheckLine& line, const GoogleStatus& google);

    MutedLabel* summary_;
    QPushButton* again_;
    QVBoxLayout* column_;
    QWidget* lines_ = nullptr;
    std::optional<CheckReport> shown_;
};

} // namespace rowcast::ui
