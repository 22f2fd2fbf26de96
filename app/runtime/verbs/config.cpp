#include "app/runtime/credentials.h"
#include "app/runtime/verbs/kafka_password.h"
#include "app/runtime/verbs/save_setting.h"
#include "app/runtime/verbs/verbs.h"
#include "core/settings/settings_file.h"

namespace rowcast::app {

namespace {

using settings::Settings;
using settings::SettingsFile;

int list(const Settings& settings, bool json) {
    QJsonObject all;
    for (const settings::Setting& setting : settings::catalogue()) {
        if (setting.isFamily()) {
            if (!json) print(QStringLiteral("%1\n    %2").arg(setting.key, setting.help));
            continue;
        }
        all.insert(setting.key, settings.text(setting.key));
        if (json) continue;
        print(QStringLiteral("%1 = %2%3\n    %4")
                  .arg(setting.key, settings.text(setting.key),
                       settings.isSet(setting.key) ? QString() : QStringLiteral("  (default)"),
                       setting.help));
    }
    for (auto it = settings.values().begin(); it != settings.values().end(); ++it) {
        if (all.contains(it.key())) continue;
        all.insert(it.key(), it.value());
        if (!json) print(QStringLiteral("%1 = %2").arg(it.key(), it.value()));
    }
    if (json) print(all);
    return Done;
}

int get(const Settings& settings, const QString& key, bool json) {
    const settings::Setting* known = settings::find(key);
    if (!known || known->key.contains(u'<')) {
        if (!settings.isSet(key) && !known)
            return printError(
                {Remedy::FixSettings,
                 QStringLiteral("There is no setting “%1”; rowcast config list shows all.").arg(key),
                 {},
                 {},
                 {}});
    }
    if (json)
        print(QJsonObject{{key, settings.text(key)}});
    else
        print(settings.text(key));
    return Done;
}

int getPassword(bool json) {
    const auto where = whereKafkaPasswordIs();
    if (!where) return printError(where.error());
    if (json)
        print(QJsonObject{{kKafkaPasswordKey, *where}});
    else
        print(*where);
    return Done;
}

/// `value` is null for what comes by standard input.
int set(const QString& dataDir, const QString& key, const QString& value) {
    if (key == kKafkaPasswordKey && !value.isNull())
        return printError(
            {Remedy::FixSettings,
             QStringLiteral("Arguments can be seen by others: leave the password out, and it is read from "
                            "standard input."),
             {},
             {},
             {}});
    const auto saved = value.isNull() ? setKafkaPassword(dataDir) : saveSetting(dataDir, key, value);
    if (!saved) return printError(saved.error());
    if (!saved->isEmpty()) print(*saved);
    return Done;
}

} // namespace

int runConfig(const Invocation& invocation) {
    VerbLine line(invocation, {{QStringLiteral("json"), QStringLiteral("Print as JSON.")}});
    if (const auto code = line.parse()) return *code;
    const QStringList words = line.words();
    const QString what = words.value(0);
    const bool password = words.value(1) == kKafkaPasswordKey;
    if (what == u"set" && words.size() == 3) return set(line.dataDir(), words[1], words[2]);
    if (what == u"set" && words.size() == 2 && password) return set(line.dataDir(), words[1], {});
    if (what == u"get" && words.size() == 2 && password) return getPassword(line.has("json"));
    if (!(what == u"get" && words.size() == 2) && !(what == u"list" && words.size() == 1))
        return line.misused(QStringLiteral("Say config get KEY, config set KEY VALUE or config list; config "
                                           "set kafka.sasl.password reads it "
                                           "from standard input."));
    const auto settings = SettingsFile(line.dataDir()).load();
    if (!settings) return printError(settings.error());
    return what == u"get" ? get(*settings, words[1], line.has("json")) : list(*settings, line.has("json"));
}

} // namespace rowcast::app
