#pragma once
/// What stands in place of an empty table: rows of the icon fading out, what will appear here, and the steps
/// to it with their marks and buttons. Main thread.

#include "ui/theme/marks.h"

#include <QWidget>

class QLabel;
class QPushButton;
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
        QString button = {}; ///< none when empty; the first step still to do has the primary one
        bool operator==(const Step&) const = default;
    };

    EmptyState(const QString& title, const QString& sentence, QWidget* parent = nullptr);

    /// `mayBePrimary`: the window shows no other primary button.
    void setSteps(const std::vector<Step>& steps, bool mayBePrimary = true);

signals:
    /// The button of a step, counted from 0.
    void pressed(int step);

private:
    struct Line {
        MarkLabel* mark;
        QLabel* name;
        MutedLabel* note;
        QPushButton* button;
    };
    Line addLine();

    QVBoxLayout* column_;
    std::vector<Line> lines_;
};

} // namespace rowcast::ui
