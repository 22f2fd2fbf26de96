#pragma once
/// What a file of Google's console is: an OAuth client or a service account's key. Reads only what may be
/// shown; whether the file is good is the runtime's to say. Pure; main thread.

#include "core/base/secret.h"

#include <QString>

namespace rowcast::ui {

struct GoogleFile {
    enum class Kind { Unknown, Client, ServiceAccount };
    Kind kind = Kind::Unknown;
    QString email;   ///< of a service account
    QString project; ///< in Google Cloud; may be empty
};
[[nodiscard]] GoogleFile readGoogleFile(const Secret& text);

} // namespace rowcast::ui
