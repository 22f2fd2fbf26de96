#include "app/runtime/profile_folder.h"

#include "core/settings/settings_file.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <set>

namespace rowcast::app {

namespace {

constexpr qint64 kLargest = 1024 * 1024;

Result<std::string> textOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Remedy::FixSettings, QStringLiteral("it cannot be read: %1.").arg(file.errorString()));
    if (file.size() > kLargest) return fail(Remedy::FixSettings, QStringLiteral("it is larger than 1 MB."));
    return file.readAll().toStdString();
}

ProfileFolder::File fileOf(const QString& path) {
    ProfileFolder::File file{QFileInfo(path).completeBaseName(), {}, {}};
    file.profile = textOf(path).and_then([&file](const std::string& text) {
        file.text = text;
        return transform::parseProfile(text);
    });
    return file;
}

} // namespace

QString ProfileFolder::pathOf(const QString& name) const {
    return QDir(path_).filePath(name + QStringLiteral(".json"));
}

std::vector<ProfileFolder::File> ProfileFolder::load() const {
    const QDir folder(path_);
    std::vector<File> files;
    std::set<std::string> names;
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        File file = fileOf(folder.filePath(name));
        if (file.profile && !names.insert(file.profile->name).second)
            file.profile =
                fail(Remedy::FixSettings, QStringLiteral("another file names the profile “%1” already.")
                                              .arg(QString::fromStdString(file.profile->name)));
        files.push_back(std::move(file));
    }
    return files;
}

bool ProfileFolder::has(const QString& name) const {
    return QFile::exists(pathOf(name));
}

Result<transform::Profile> ProfileFolder::save(const QString& name, const std::string& text) const {
    if (!transform::isProfileName(name.toStdString()))
        return fail(
            Remedy::FixSettings,
            QStringLiteral("“%1” cannot be the name of a profile: use small letters, digits, “-”, “_” "
                           "and “.” only.")
                .arg(name));
    auto profile = transform::parseProfile(text);
    if (!profile) return profile;
    for (const File& file : load())
        if (file.profile && file.profile->name == profile->name && file.name != name)
            return fail(Remedy::FixSettings,
                        QStringLiteral("The file %1.json names the profile “%2” already.")
                            .arg(file.name, QString::fromStdString(profile->name)));
    if (auto made = settings::makePrivate(path_); !made) return fail(std::move(made.error()));
    QSaveFile file(pathOf(name));
    const auto size = static_cast<qint64>(text.size());
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), size) != size || !file.commit())
        return fail(Remedy::FixSettings, QStringLiteral("The profile cannot be written to %1: %2.")
                                             .arg(file.fileName(), file.errorString()));
    return profile;
}

Result<> ProfileFolder::remove(const QString& name) const {
    QFile file(pathOf(name));
    if (!transform::isProfileName(name.toStdString()) || !file.exists())
        return fail(Remedy::FixSettings, QStringLiteral("There is no own profile “%1”.").arg(name));
    if (!file.remove())
        return fail(Remedy::FixSettings,
                    QStringLiteral("%1 cannot be removed: %2.").arg(file.fileName(), file.errorString()));
    return {};
}

std::vector<PipelineProblem> problemsOf(const std::vector<ProfileFolder::File>& files) {
    std::vector<PipelineProblem> problems;
    for (const ProfileFolder::File& file : files) {
        if (file.profile) continue;
        Error error = file.profile.error();
        error.what = QStringLiteral("The profile file %1.json is not used. %2").arg(file.name, error.what);
        problems.push_back({QStringLiteral("profile-file:") + file.name, std::move(error)});
    }
    return problems;
}

} // namespace rowcast::app
