// settings.json = { "rowcast": 1, "settings": { key: text, … } }. Only what was set stands in it;
// keys of a newer version are kept. A higher number than 1 is refused.
#include "core/settings/settings_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace rowcast::settings {

namespace {

constexpr int kFormat = 1;
constexpr auto kOwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<Error> unreadable(const QString& path, const QString& detail) {
    return fail(
        Remedy::FixSettings,
        QStringLiteral("The settings file %1 cannot be understood. It was left as it is: correct it, or move "
                       "it away to begin with the defaults.")
            .arg(path),
        detail);
}

} // namespace

SettingsFile::SettingsFile(const QString& dataDir)
    : path_(QDir(dataDir).filePath(QStringLiteral("settings.json"))) {}

Result<Settings> SettingsFile::load() const {
    QFile file(path_);
    if (!file.exists()) return Settings{};
    if (!file.open(QIODevice::ReadOnly))
        return fail(Remedy::FixSettings, QStringLiteral("The settings file %1 cannot be read.").arg(path_),
                    file.errorString());
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(file.readAll(), &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return unreadable(path_,
                          QStringLiteral("%1 at byte %2").arg(problem.errorString()).arg(problem.offset));
    if (!root.value(QLatin1String("settings")).isObject())
        return unreadable(path_, QStringLiteral("no settings in it"));
    if (root.value(QLatin1String("rowcast")).toInt() != kFormat)
        return fail(Remedy::FixSettings,
                    QStringLiteral("The settings file %1 is of another version of Rowcast: use that one.")
                        .arg(path_));

    QMap<QString, QString> values;
    const QJsonObject members = root.value(QLatin1String("settings")).toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        if (!it->isString()) return unreadable(path_, QStringLiteral("%1 is not text").arg(it.key()));
        values.insert(it.key(), it->toString());
    }
    return Settings::from(values);
}

Result<> SettingsFile::save(const Settings& settings) const {
    QJsonObject members;
    for (auto it = settings.values().begin(); it != settings.values().end(); ++it)
        members.insert(it.key(), it.value());
    const QJsonObject root{{QStringLiteral("rowcast"), kFormat}, {QStringLiteral("settings"), members}};
    QSaveFile file(path_);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(kOwnerOnly) &&
                         file.write(QJsonDocument(root).toJson()) > 0 && file.commit();
    if (!written)
        return fail(
            Remedy::FixSettings,
            QStringLiteral("The settings could not be saved in %1: is the disk full, or the folder closed to "
                           "you?")
                .arg(path_),
            file.errorString());
    return {};
}

Result<> makePrivate(const QString& dataDir) {
    if (!QDir().mkpath(dataDir))
        return fail(Remedy::FixSettings, QStringLiteral("The data folder %1 cannot be made.").arg(dataDir));
    if (!QFile::setPermissions(dataDir, kOwnerOnly | QFileDevice::ExeOwner))
        return fail(
            Remedy::FixSettings,
            QStringLiteral("The data folder %1 belongs to somebody else: name another with --data-dir.")
                .arg(dataDir));
    return {};
}

} // namespace rowcast::settings
