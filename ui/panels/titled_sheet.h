#pragma once
/// Rows of a sheet under a title, with a note beside it. What fills it is a subclass's affair. Main thread.

#include "core/model/query.h"

#include <QWidget>

namespace rowcast::ui {

class MutedLabel;
class SectionLabel;
class SheetModel;
class SheetPreview;

class TitledSheet : public QWidget {
    Q_OBJECT

signals:
    void wanted(const Query& query);

protected:
    /// `rows`: shown without scrolling, below the header.
    TitledSheet(const QString& title, int rows, QWidget* parent);

    SectionLabel* title_;
    MutedLabel* note_;
    SheetModel* model_;
    SheetPreview* view_;
};

} // namespace rowcast::ui
