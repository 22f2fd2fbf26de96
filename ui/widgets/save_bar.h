#pragma once
/// Below what can be edited: how many changes are not saved, what saving does, and the deeds. Without a
/// change it shows nothing and keeps its place: nothing moves at the first one. Main thread.

#include <QWidget>

class QLabel;
class QPushButton;

namespace rowcast::ui {

class SaveBar : public QWidget {
    Q_OBJECT

public:
    explicit SaveBar(QWidget* parent = nullptr);

    void tell(const QString& sentence);
    /// Nothing is to be saved.
    void clear();
    /// While a save is under way nothing more can be asked for.
    void setBusy(bool busy);

signals:
    void saveWanted();
    void discardWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QLabel* sentence_;
    QPushButton* discard_;
    QPushButton* save_;
};

} // namespace rowcast::ui
