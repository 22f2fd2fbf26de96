#pragma once
/// The side list: the pipeline's name, then the places with their counts. A list, for keyboard and screen
/// reader. Main thread.

#include <QWidget>

class QLabel;
class QListView;

namespace rowcast::ui {

class PlacesModel;

class Sidebar : public QWidget {
    Q_OBJECT

public:
    explicit Sidebar(QWidget* parent = nullptr);

    void add(const QString& name, const QString& icon);
    void setPipeline(const QString& name);
    void choose(int place);

signals:
    void chosen(int place);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PlacesModel* places_;
    QListView* list_;
    QLabel* pipeline_;
};

} // namespace rowcast::ui
