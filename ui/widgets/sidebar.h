#pragma once
/// The side list: the pipeline's name, then the places with their counts. A list, for keyboard and screen
/// reader; Ctrl+1, Ctrl+2 … go to its places. Main thread.

#include "ui/place.h"

#include <QWidget>

class QLabel;
class QListView;

namespace rowcast::ui {

class PlacesModel;

class Sidebar : public QWidget {
    Q_OBJECT

public:
    explicit Sidebar(QWidget* parent = nullptr);

    /// Places are added in their order.
    void add(Place place);
    void setCount(Place place, PlaceCount count);
    void setPipeline(const QString& name);
    void choose(Place place);

signals:
    void chosen(Place place);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addKeys();

    PlacesModel* places_;
    QListView* list_;
    QLabel* pipeline_;
};

} // namespace rowcast::ui
