#pragma once
/// A line of a list that is no table, with the hair rule below it; as `Section`, with the darker rule that
/// parts groups. Main thread.

#include <QWidget>

namespace rowcast::ui {

class Ruled : public QWidget {
    Q_OBJECT

public:
    enum class Rule { Row, Section };

    explicit Ruled(QWidget* parent = nullptr, Rule rule = Rule::Row);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Rule rule_;
};

} // namespace rowcast::ui
