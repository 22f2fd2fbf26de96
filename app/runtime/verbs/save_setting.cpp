#include "app/runtime/verbs/save_setting.h"

#include "app/runtime/instance.h"
#include "core/settings/settings_file.h"

namespace rowcast::app {

Result<QString> saveSetting(const QString& dataDir, const QString& key, const QString& value) {
    // A running instance holds the settings: it changes them and restarts what they concern.
    auto told = tellInstance(dataDir, SetSetting{key, value});
    if (!told) return fail(std::move(told.error()));
    if (*told) return **told;
    const settings::SettingsFile file(dataDir);
    return settings::makePrivate(dataDir)
        .and_then([&] { return file.load(); })
        .and_then([&](const settings::Settings& settings) { return settings.with(key, value); })
        .and_then([&](const settings::Settings& settings) { return file.save(settings); })
        .map([] { return QString(); });
}

} // namespace rowcast::app
