#pragma once
/// What tests of windows share. Main thread.

#include "ui/theme/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>

#include <memory>

namespace rowcast::ui {

/// The window's settings in a folder of the test's own, and Rowcast's look. begin() once there is a
/// QApplication.
class OwnSettings {
public:
    void begin() {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_.path());
        QCoreApplication::setOrganizationName(QStringLiteral("rowcast-test"));
        theme_ = std::make_unique<Theme>(qApp);
    }
    [[nodiscard]] QString filePath(const QString& name) const { return folder_.filePath(name); }

private:
    QTemporaryDir folder_;
    std::unique_ptr<Theme> theme_;
};

/// The child of that name; the test ends if there is none.
template <class T>
T* childOf(const QObject& parent, const char* name) {
    T* found = parent.findChild<T*>(QString::fromLatin1(name));
    if (!found) qFatal("no %s", name);
    return found;
}

} // namespace rowcast::ui
