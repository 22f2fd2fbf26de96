#include "app/runtime/file_content.h"

#include <QFile>

namespace rowcast::app {

Result<QByteArray> contentOf(const QString& path, const QString& what) {
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) return file.readAll();
    return fail(Remedy::FixSettings,
                QStringLiteral("%1 %2 cannot be read: %3.").arg(what, path, file.errorString()));
}

} // namespace rowcast::app
