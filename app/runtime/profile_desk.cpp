#include "app/runtime/profile_desk.h"

namespace rowcast::app {

ProfileDesk::ProfileDesk(const QString& folder, QString only, QObject* parent)
    : QObject(parent), folder_(folder), only_(std::move(only)), files_(folder_.load()) {}

Result<transform::ProfileSet> ProfileDesk::profiles() const {
    transform::ProfileSet set = transform::ProfileSet::builtIn();
    for (const ProfileFolder::File& file : files_)
        if (file.profile) set.addOwn(*file.profile);
    if (only_ != u"auto" && !set.only(only_.toStdString()))
        return fail(Remedy::FixSettings,
                    tr("There is no profile “%1”: set form.profile to auto, or to one of them.").arg(only_));
    return set;
}

ProfileList ProfileDesk::list() const {
    ProfileList list;
    for (const ProfileFolder::File& file : files_) {
        ProfileInfo info{file.name, file.name, 1, true, QString::fromStdString(file.text), {}};
        if (file.profile) {
            info.title = file.profile->title;
            info.version = file.profile->version;
        } else {
            info.error = file.profile.error();
        }
        list.push_back(std::move(info));
    }
    for (const auto& [name, text] : transform::builtInProfiles())
        if (const auto profile = transform::parseProfile(text))
            list.push_back({QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                            profile->title,
                            profile->version,
                            false,
                            QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())),
                            {}});
    return list;
}

void ProfileDesk::save(quint64 command, const SaveProfile& profile) {
    const auto saved = folder_.save(profile.name, profile.text.toStdString());
    if (!saved) {
        emit done({command, saved.error(), {}});
        return;
    }
    reload();
    note(tr("Profile “%1” was saved, version %2.").arg(profile.name).arg(saved->version));
    emit done(
        {command, {}, tr("Saved profile “%1”; records are read with it from now on.").arg(profile.name)});
}

void ProfileDesk::remove(quint64 command, const QString& name) {
    if (const auto removed = folder_.remove(name); !removed) {
        emit done({command, removed.error(), {}});
        return;
    }
    reload();
    note(tr("Profile “%1” was removed.").arg(name));
    emit done({command, {}, tr("Removed profile “%1”.").arg(name)});
}

void ProfileDesk::decide(const Mend& mend, quint64 command, const UnknownShapes& unknown) {
    int decided = 0;
    for (const auto& [topic, shape] : unknown) {
        if (!mend.argument.isEmpty() && mend.argument.toStdString() != topic) continue;
        if (const auto kept = keep(shape, mend.choice); !kept) {
            emit done({command, kept.error(), {}});
            return;
        }
        ++decided;
    }
    if (decided == 0) {
        emit done(
            {command, Error{Remedy::FixSettings, tr("No records wait for such a word."), {}, {}, {}}, {}});
        return;
    }
    reload();
    emit done({command,
               {},
               mend.choice == Choice::Ignore ? tr("Such records are ignored from now on.")
                                             : tr("They are read as guessed from now on.")});
}

Result<> ProfileDesk::keep(const transform::UnknownShape& shape, Choice choice) {
    const std::string& guess = choice == Choice::Ignore ? shape.guess.ignore : shape.guess.read;
    const QString name = freeName(shape.topic);
    return folder_.save(name, transform::withName(guess, name.toStdString()))
        .map([&](const transform::Profile&) {
            const QString said =
                choice == Choice::Ignore
                    ? tr("Records of topic “%1” that no profile knew are ignored, by profile “%2”.")
                    : tr("Records of topic “%1” that no profile knew are read by profile “%2”.");
            note(said.arg(QString::fromStdString(shape.topic), name));
        });
}

QString ProfileDesk::freeName(const std::string& topic) const {
    std::string plain = "topic-";
    for (const char c : topic.substr(0, 50))
        plain += transform::isProfileName({&c, 1}) || c == '.' ? c : '-';
    const QString start = QString::fromStdString(plain);
    QString name = start;
    for (int number = 2; folder_.has(name); ++number)
        name = QStringLiteral("%1-%2").arg(start).arg(number);
    return name;
}

void ProfileDesk::reload() {
    files_ = folder_.load();
    sayProblems();
    if (const auto set = profiles(); set)
        emit changed(*set);
    else
        emit problem(QStringLiteral("file:profiles"), set.error());
}

void ProfileDesk::sayProblems() {
    QStringList now;
    for (const PipelineProblem& each : problemsOf(files_)) {
        now << each.id;
        emit problem(each.id, each.error);
    }
    for (const QString& id : qAsConst(problems_))
        if (!now.contains(id)) emit problem(id, {});
    problems_ = now;
}

void ProfileDesk::note(const QString& what) {
    emit noted({wallNow(), QStringLiteral("profile"), {}, what, {}});
}

} // namespace rowcast::app
