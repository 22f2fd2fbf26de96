#pragma once
/// A row of choices of which one holds: 10 min, 1 h, 24 h. Main thread.

#include <QWidget>

class QButtonGroup;

namespace rowcast::ui {

class ChoiceGroup : public QWidget {
    Q_OBJECT

public:
    explicit ChoiceGroup(const QString& name, const QStringList& choices, QWidget* parent = nullptr);
    [[nodiscard]] int choice() const;
    void setText(int choice, const QString& text);
    void choose(int choice);

signals:
    void chosen(int choice);

private:
    QButtonGroup* buttons_;
};

} // namespace rowcast::ui
