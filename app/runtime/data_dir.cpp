#include "app/runtime/data_dir.h"

#include <QStandardPaths>

namespace rowcast::app {

QString standardDataDir() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/rowcast");
}

} // namespace rowcast::app
