#pragma once
/// Keeps the settings in one file of the data dir, private to its user. Whole or not at all: a file that
/// cannot be understood is an error and is left as it is. Any one thread at a time.

#include "core/settings/settings.h"

namespace rowcast::settings {

class SettingsFile {
public:
    explicit SettingsFile(const QString& dataDir);

    /// The defaults when there is no file yet.
    [[nodiscard]] Result<Settings> load() const;
    /// Replaces the file in one step; the old one stands until the new one is on disk.
    [[nodiscard]] Result<> save(const Settings& settings) const;
    [[nodiscard]] const QString& path() const { return path_; }

private:
    QString path_;
};

/// Makes the data dir if there is none and keeps others out of it (0700).
[[nodiscard]] Result<> makePrivate(const QString& dataDir);

} // namespace rowcast::settings
