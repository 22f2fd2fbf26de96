#pragma once
/// What happened and what was decided, kept for 90 days: filter, copy, export. Values only; main thread.

#include "ui/panels/paged_panel.h"

class QPushButton;

namespace rowcast::ui {

class ActivityModel;
class FilterEdit;
class TableColumns;
class TableView;

class ActivityPanel : public PagedPanel {
    Q_OBJECT

public:
    explicit ActivityPanel(QWidget* parent = nullptr);

    void show(const Status& status) override;
    void answered(const QueryPage& page) override;
    /// All that the filter lets through, as CSV.
    void exportTo(const QString& path);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] static QString usual(); ///< what the panel is
    [[nodiscard]] QWidget* buildContent();
    void askNewest();
    void filter();
    void showNewest(const ActivityList& page);
    void collect(const ActivityList& page);
    void write();
    void fit();

    Status status_;
    std::uint64_t asked_ = 0; ///< the newest notes; 0: no question is open
    std::uint64_t older_ = 0;
    std::uint64_t exporting_ = 0;
    WallTime askedAt_{};
    QString path_;
    ActivityList collected_;

    ActivityModel* model_ = nullptr;
    QPushButton* save_ = nullptr;
    FilterEdit* find_ = nullptr;
    TableView* table_ = nullptr;
    TableColumns* columns_ = nullptr;
    QPushButton* more_ = nullptr;
};

} // namespace rowcast::ui
