#pragma once
/// The window: places at the left, the state sentence on top, one panel, who and where below. Shows Status
/// values and sends Commands and Queries; knows no active object. Closing it keeps delivering. Main thread.
///
/// Connect with qOverload<const Status&>(&MainWindow::show): QWidget's show() stays in reach.

#include "core/model/command.h"
#include "core/model/query.h"
#include "core/model/status.h"
#include "ui/place.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QStackedWidget;

namespace rowcast::ui {

class Banner;
class Foot;
class Panel;
class Sidebar;
class StateBar;
class TrayIcon;

class MainWindow : public QWidget {
    Q_OBJECT

public:
    /// With every panel that there is.
    explicit MainWindow(QWidget* parent = nullptr);
    /// With these, which it takes over; they stand in the order of their places.
    explicit MainWindow(const std::vector<Panel*>& panels, QWidget* parent = nullptr);
    ~MainWindow() override;

    using QWidget::show;

public slots:
    void show(const rowcast::Status& status);
    void answered(const rowcast::QueryPage& page);
    void done(const rowcast::CommandResult& result);
    /// To the front, from the tray, minimised or behind: also what a second start of the program does.
    void raiseWindow();

signals:
    void command(const rowcast::Command& command);
    void query(const rowcast::Query& query);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void add(Panel* panel);
    [[nodiscard]] Panel* panelInSight() const;
    void go(Place place);
    void layOut();
    void connectControls();
    void connectTray();
    void send(CommandKind kind);
    void quit();
    void mend(const FormId& form, Choice choice);
    void openLink(const QUrl& url);
    void tellOnce();

    Sidebar* sidebar_;
    StateBar* stateBar_;
    Banner* banner_;
    QStackedWidget* pages_;
    std::vector<Panel*> panels_; ///< as they stand in `pages_`
    Foot* foot_;
    std::unique_ptr<TrayIcon> tray_; ///< none where the desktop has no tray
    QTimer resume_;                  ///< of "pause for an hour"
    Status status_;
    std::uint64_t mending_ = 0; ///< the mend whose result people wait for
};

} // namespace rowcast::ui
