#pragma once
/// Who and where we are connected as, and the time here. Main thread.

#include "core/model/status.h"

#include <QWidget>

class QLabel;

namespace rowcast::ui {

class MarkLabel;
class MutedLabel;

class Foot : public QWidget {
    Q_OBJECT

public:
    explicit Foot(QWidget* parent = nullptr);
    void show(const Status& status);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    MarkLabel* googleMark_;
    MutedLabel* google_;
    MarkLabel* kafkaMark_;
    MutedLabel* kafka_;
    MutedLabel* group_;
    MutedLabel* time_;
};

} // namespace rowcast::ui
