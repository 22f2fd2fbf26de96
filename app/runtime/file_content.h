#pragma once
/// A whole file, or a sentence that says why not. Any thread.

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace rowcast::app {

/// `what`: the file's part in the error's sentence.
[[nodiscard]] Result<QByteArray> contentOf(const QString& path,
                                           const QString& what = QStringLiteral("The file"));

} // namespace rowcast::app
