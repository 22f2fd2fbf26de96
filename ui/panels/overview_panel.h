#pragma once
/// The three questions in one view: is it delivering, is anything waiting or stuck, what do I do about it.
/// Values only; main thread.

#include "core/model/status.h"
#include "ui/panels/panel.h"

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace rowcast::ui {

class Chart;
class ChoiceGroup;
class EmptyState;
class FormsModel;
class LiveSheet;
class ProblemsModel;
class TableView;
class Tile;

class OverviewPanel : public Panel {
    Q_OBJECT

public:
    explicit OverviewPanel(QWidget* parent = nullptr);

    void show(const Status& status) override;
    void answered(const QueryPage& page) override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTiles(QVBoxLayout* column);
    void buildChart(QVBoxLayout* column);
    void buildProblems(QVBoxLayout* column);
    void buildForms(QVBoxLayout* column);
    void showTiles();
    void showRejected();
    void showChart();
    void showProblems();
    void showForms();
    void goToForm(bool (*wanted)(const FormStatus&));
    [[nodiscard]] FormId selectedForm() const;

    Status status_;
    Tile* waiting_;
    Tile* delivered_;
    Tile* rejected_;
    Tile* latency_;
    Tile* quota_;
    QLabel* chartTitle_;
    ChoiceGroup* span_;
    Chart* chart_;
    QHBoxLayout* chartRow_;
    QLabel* problemsTitle_;
    ProblemsModel* problems_;
    TableView* problemsTable_;
    QLabel* formsTitle_;
    FormsModel* forms_;
    TableView* formsTable_;
    EmptyState* empty_;
    LiveSheet* sheet_;
};

} // namespace rowcast::ui
