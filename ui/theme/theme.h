#pragma once
/// Gives the application its font, style and palette, and follows the desktop when it turns dark or light.
/// One for the application's life; main thread.

#include <QObject>

class QApplication;

namespace rowcast::ui {

class Theme : public QObject {
    Q_OBJECT

public:
    explicit Theme(QApplication* application);

    /// The tokens' palette for a platform palette: dark if that is dark.
    void follow(const QPalette& platform);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void readPlatform();

    QApplication* application_;
    bool applying_ = false;
};

} // namespace rowcast::ui
