#pragma once
/// The name of a group of things on a panel: body, 600. Main thread.

#include <QLabel>

namespace rowcast::ui {

class SectionLabel : public QLabel {
    Q_OBJECT

public:
    explicit SectionLabel(const QString& text, QWidget* parent = nullptr);
};

} // namespace rowcast::ui
