#pragma once
/// "1 form", "6 forms", "1,200 forms": a number in the system's locale with its noun. Without a translator
/// `tr("%n form(s)")` would be shown as it stands. Any thread.

#include <QLocale>
#include <QString>

namespace rowcast {

[[nodiscard]] inline QString counted(qint64 n, const QString& one, const QString& many) {
    return QLocale().toString(n) + QLatin1Char(' ') + (n == 1 ? one : many);
}

} // namespace rowcast
