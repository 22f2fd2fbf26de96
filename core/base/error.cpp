#include "core/base/error.h"

#include <array>
#include <utility>

namespace rowcast {

namespace {

constexpr std::array<std::pair<Choice, const char*>, 14> kChoices{{
    {Choice::TryAgain, "retry"},
    {Choice::Recreate, "recreate"},
    {Choice::LeaveOut, "leave-out"},
    {Choice::PickAnother, "use"},
    {Choice::Rebuild, "rebuild"},
    {Choice::RebuildIndex, "rebuild-index"},
    {Choice::Restore, "restore"},
    {Choice::NewLog, "new-log"},
    {Choice::ResumeAtWatermark, "resume"},
    {Choice::SignIn, "sign-in"},
    {Choice::FillGaps, "fill-gaps"},
    {Choice::AcceptGuess, "accept-guess"},
    {Choice::EditProfile, "edit-profile"},
    {Choice::Ignore, "ignore"},
}};

} // namespace

QString toString(Remedy remedy) {
    switch (remedy) {
    case Remedy::Retry: return QStringLiteral("retry");
    case Remedy::SignIn: return QStringLiteral("sign-in");
    case Remedy::PickFile: return QStringLiteral("pick-file");
    case Remedy::FixSettings: return QStringLiteral("fix-settings");
    case Remedy::RejectRecord: return QStringLiteral("reject-record");
    case Remedy::Wait: return QStringLiteral("wait");
    case Remedy::Stop: return QStringLiteral("stop");
    }
    Q_UNREACHABLE();
}

QString toString(Choice choice) {
    for (const auto& [value, word] : kChoices)
        if (value == choice) return QString::fromLatin1(word);
    Q_UNREACHABLE();
}

std::optional<Choice> choiceFrom(const QString& word) {
    for (const auto& [value, name] : kChoices)
        if (word == QLatin1String(name)) return value;
    return std::nullopt;
}

} // namespace rowcast
