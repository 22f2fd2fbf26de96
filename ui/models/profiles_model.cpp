#include "ui/models/profiles_model.h"

#include "ui/theme/marks.h"
#include "ui/widgets/roles.h"

#include <algorithm>

namespace rowcast::ui {

namespace {
int rank(const ProfileInfo& profile) {
    return isGuess(profile) ? 0 : profile.own ? 1 : 2;
}

Mark markOf(const ProfileInfo& profile) {
    if (isGuess(profile)) return Mark::Attention;
    return profile.error ? Mark::Stopped : Mark::None;
}
} // namespace

bool isGuess(const ProfileInfo& profile) {
    if (!profile.error) return false;
    const std::vector<Choice>& choices = profile.error->choices;
    return std::find(choices.begin(), choices.end(), Choice::AcceptGuess) != choices.end();
}

void ProfilesModel::show(ProfileList profiles) {
    std::stable_sort(profiles.begin(), profiles.end(),
                     [](const ProfileInfo& a, const ProfileInfo& b) { return rank(a) < rank(b); });
    if (profiles == profiles_) return;
    beginResetModel();
    profiles_ = std::move(profiles);
    endResetModel();
}

int ProfilesModel::rowOf(const QString& name) const {
    for (int row = 0; row < rowCount(); ++row)
        if (at(row).name == name) return row;
    return -1;
}

int ProfilesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(profiles_.size());
}

QVariant ProfilesModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const ProfileInfo& profile = at(index.row());
    const QString kind = isGuess(profile) ? tr("a guess") : profile.own ? tr("yours") : QString();
    const QString name = profile.title.isEmpty() ? profile.name : profile.title;
    switch (role) {
    case Qt::DisplayRole: return name;
    case Qt::ToolTipRole: return profile.error ? profile.error->what : profile.name;
    case Qt::AccessibleTextRole:
        return (kind.isEmpty() ? name : name + u", "_qs + kind) +
               (profile.error ? u": "_qs + profile.error->what : QString());
    case NoteRole: return kind;
    case MarkRole: {
        const Mark mark = markOf(profile);
        return mark == Mark::None ? QVariant() : QVariant(static_cast<int>(mark));
    }
    case KeyRole: return profile.name;
    default: return {};
    }
}

} // namespace rowcast::ui
