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
    Tile* waiting_ = nullptr;
    Tile* delivered_ = nullptr;
    Tile* rejected_ = nullptr;
    Tile* latency_ = nullptr;
    Tile* quota_ = nullptr;
    QLabel* chartTitle_ = nullptr;
    ChoiceGroup* span_ = nullptr;
    Chart* chart_ = nullptr;
    QHBoxLayout* chartRow_ = nullptr;
    QLabel* problemsTitle_ = nullptr;
    ProblemsModel* problems_ = nullptr;
    TableView* problemsTable_ = nullptr;
    QLabel* formsTitle_ = nullptr;
    FormsModel* forms_ = nullptr;
    TableView* formsTable_ = nullptr;
    EmptyState* empty_ = nullptr;
    LiveSheet* sheet_ = nullptr;
};

} // namespace rowcast::ui
