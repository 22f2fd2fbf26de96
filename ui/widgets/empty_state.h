#pragma once
/// What stands in place of an empty table: rows of the icon fading out, what will appear here, and the steps
/// to it with their marks. Main thread.

#include "ui/theme/marks.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace rowcast::ui {

class MutedLabel;
class MarkLabel;

class EmptyState : public QWidget {
    Q_OBJECT

public:
    struct Step {
        Mark mark = Mark::Ring;
        QString name;
        QString note;
        bool operator==(const Step&) const = default;
    };

    EmptyState(const QString& title, const QString& sentence, QWidget* parent = nullptr);

    void setSteps(const std::vector<Step>& steps);

private:
    struct Line {
        MarkLabel* mark;
        QLabel* name;
        MutedLabel* note;
    };
    Line addLine();

    QVBoxLayout* column_;
    std::vector<Line> lines_;
};

} // namespace rowcast::ui
