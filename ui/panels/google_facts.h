#pragma once
/// What the accounts may do, where sheets go, who gets them, how much of the quota is used: a line each, with
/// the link that changes it. Main thread.

#include "core/model/status.h"

#include <QWidget>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;

namespace rowcast::ui {

class Gauge;
class MutedLabel;

class GoogleFacts : public QWidget {
    Q_OBJECT

public:
    explicit GoogleFacts(QWidget* parent = nullptr);
    void show(const GoogleStatus& google, WallTime now);

signals:
    void pickWanted();
    void openFolderWanted(const QUrl& url);
    void folderWanted();
    void peopleWanted();

private:
    QHBoxLayout* addLine(const QString& name);

    QGridLayout* grid_;
    QLabel* mayDo_;
    QPushButton* pick_;
    QPushButton* openFolder_;
    QLabel* folder_;
    QPushButton* changeFolder_;
    QLabel* people_;
    QPushButton* changePeople_;
    Gauge* gauge_;
    QLabel* used_;
    MutedLabel* peak_;
    QUrl folderUrl_;
};

} // namespace rowcast::ui
