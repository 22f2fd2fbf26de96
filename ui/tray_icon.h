#pragma once
/// The state in the system tray, by shape and colour, with the deeds that need no window. Main thread.

#include "core/model/status.h"
#include "ui/theme/marks.h"

#include <QObject>
#include <QSystemTrayIcon>

#include <memory>

class QAction;
class QMenu;

namespace rowcast::ui {

class TrayIcon : public QObject {
    Q_OBJECT

public:
    explicit TrayIcon(QObject* parent = nullptr);
    ~TrayIcon() override;

    void showIcon() { icon_.show(); }
    void show(const Status& status);
    void tell(const QString& title, const QString& text);
    [[nodiscard]] QMenu* menu() const { return menu_.get(); }
    [[nodiscard]] QString toolTip() const { return icon_.toolTip(); }

signals:
    void openWanted();
    void pauseWanted();
    void resumeWanted();
    void quitWanted();

private:
    void notify(const Status& status);

    QSystemTrayIcon icon_;
    std::unique_ptr<QMenu> menu_;
    QAction* pause_;
    QAction* problem_;
    Mark mark_ = Mark::Idle;
    bool paused_ = false;
    QString newest_; ///< id of the problem last told
    WallTime toldAt_{};
};

/// The mark in 16, 22, 32 and 48 px, in colours that hold on light and dark panels.
[[nodiscard]] QIcon trayPicture(Mark mark);

} // namespace rowcast::ui
