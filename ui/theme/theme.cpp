#include "ui/theme/theme.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QEvent>
#include <QFont>
#include <QIcon>
#include <QStandardPaths>

/// A static library's resources are there only when asked for; the macro wants the global namespace.
static void loadResources() {
    Q_INIT_RESOURCE(help);
    Q_INIT_RESOURCE(icons);
}

namespace rowcast::ui {

namespace {
/// The desktop's font first, then fonts for the scripts that it may lack, so that answers in any of them
/// show.
QFont withFallbacks(QFont font) {
    QStringList families{font.family()};
    for (const char16_t* script :
         {u"", u" Arabic", u" Devanagari", u" Tamil", u" Bengali", u" Telugu", u" Kannada", u" Malayalam",
          u" Gujarati", u" Gurmukhi", u" Thai", u" Hebrew"})
        families << QStringLiteral("Noto Sans") + QString::fromUtf16(script);
    font.setFamilies(families);
    return font;
}
/// Our icons are one-coloured shapes: recoloured ones of another theme would be blobs, so it is always
/// Breeze.
void useBreeze() {
    QStringList paths = QIcon::themeSearchPaths();
    for (const QString& folder : QStandardPaths::locateAll(
             QStandardPaths::GenericDataLocation, QStringLiteral("icons"), QStandardPaths::LocateDirectory))
        if (!paths.contains(folder)) paths << folder;
    QIcon::setThemeSearchPaths(paths);
    QIcon::setThemeName(QStringLiteral("breeze"));
}
} // namespace

Theme::Theme(QApplication* application) : application_(application) {
    loadResources();
    useBreeze();
    QApplication::setStyle(new Style); // owned by the application
    QApplication::setFont(withFallbacks(QApplication::font()));
    QApplication::setWindowIcon(applicationIcon());
    readPlatform();
    application_->installEventFilter(this);
}

void Theme::follow(const QPalette& platform) {
    const QPalette wanted = paletteOf(isDark(platform) ? darkTokens() : lightTokens());
    if (QApplication::palette() != wanted) QApplication::setPalette(wanted);
}

void Theme::readPlatform() {
    if (applying_) return;
    applying_ = true;
    QApplication::setPalette(QPalette()); // gives the platform's own back, to judge it by
    follow(QApplication::palette());
    applying_ = false;
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ThemeChange) readPlatform();
    return QObject::eventFilter(watched, event);
}

} // namespace rowcast::ui
