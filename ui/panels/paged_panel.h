#pragma once
/// A panel of one table: its name and a sentence at the head, a notice that people close, and below them what
/// it holds, or an empty page that says what will stand there. Main thread.

#include "ui/panels/panel.h"

class QStackedLayout;

namespace rowcast::ui {

class Banner;
class EmptyState;
class MutedLabel;

class PagedPanel : public Panel {
    Q_OBJECT

protected:
    explicit PagedPanel(Place place, QWidget* parent);

    /// Once, when all of it is made; `deed` is the quiet button at the end of the head.
    void lay(QWidget* deed, EmptyState* empty, QWidget* content);
    void showContent(bool any);
    /// In the notice: that all went well, or what did not.
    void tell(bool fine, const QString& bold, const QString& rest);

    MutedLabel* sentence_;

private:
    Banner* banner_;
    QStackedLayout* pages_;
};

} // namespace rowcast::ui
