#pragma once
/// Which profiles there are: the built-in ones, the admin's own from their folder, and what the admin decided
/// about shapes that no profile knew, which becomes an own profile too. Delivery thread.

#include "app/runtime/profile_folder.h"
#include "core/model/activity_note.h"
#include "core/model/command.h"
#include "core/model/query.h"
#include "core/transform/transformer.h"

#include <QObject>
#include <QStringList>

namespace rowcast::app {

class ProfileDesk : public QObject {
    Q_OBJECT
public:
    /// `only`: the setting form.profile.
    ProfileDesk(const QString& folder, QString only, QObject* parent = nullptr);

    using UnknownShapes = std::map<std::string, transform::UnknownShape>;

    /// All that can be read. An error only if the setting names a profile that is not there.
    [[nodiscard]] Result<transform::ProfileSet> profiles() const;
    [[nodiscard]] const std::vector<ProfileFolder::File>& files() const { return files_; }
    /// The built-in ones and the admin's own, for the window.
    [[nodiscard]] ProfileList list() const;
    /// For a profile of that topic.
    [[nodiscard]] QString freeName(const std::string& topic) const;
    /// AcceptGuess or Ignore, for the topic in `mend.argument`, or for all of `unknown`.
    void decide(const Mend& mend, quint64 command, const UnknownShapes& unknown);

public slots:
    void save(quint64 command, const rowcast::SaveProfile& profile);
    void remove(quint64 command, const QString& name);
    /// Says what is wrong with the files now, and what no longer is.
    void sayProblems();

signals:
    void changed(const rowcast::transform::ProfileSet& profiles);
    void problem(const QString& id, const rowcast::Error& error);
    void noted(const rowcast::ActivityNote& note);
    void done(const rowcast::CommandResult& result);

private:
    void reload();
    void note(const QString& what);
    [[nodiscard]] Result<> keep(const transform::UnknownShape& shape, Choice choice);

    ProfileFolder folder_;
    QString only_;
    std::vector<ProfileFolder::File> files_;
    QStringList problems_; ///< said and not over
};

} // namespace rowcast::app
