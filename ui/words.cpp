#include "ui/words.h"

#include "core/model/stopping.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace rowcast::ui {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("words", text);
}

QDateTime local(WallTime at) {
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count());
}
} // namespace

QString number(std::int64_t value) {
    return QLocale().toString(qlonglong{value});
}

QString ago(WallTime then, WallTime now) {
    const std::int64_t s = std::max<std::int64_t>(0, (now - then).count() / 1000);
    if (s < 60) return tr("%1 s ago").arg(s);
    if (s < 3600) return tr("%1 min ago").arg(s / 60);
    if (s < 24 * 3600) return tr("%1 h ago").arg(s / 3600);
    return local(then).toString(QStringLiteral("d MMM yyyy"));
}

QString clock(WallTime at, WallTime now) {
    const QDateTime time = local(at);
    return time.date() == local(now).date() ? time.toString(QStringLiteral("HH:mm"))
                                            : time.toString(QStringLiteral("d MMM, HH:mm"));
}

QString dateAndTime(WallTime at) {
    return QLocale().toString(local(at), QStringLiteral("ddd d MMM yyyy, HH:mm"));
}

QString day(WallTime at) {
    return QLocale().toString(local(at), QStringLiteral("ddd d MMM"));
}

QString dateAndZone(WallTime at) {
    const QDateTime time = local(at);
    const int minutes = time.offsetFromUtc() / 60;
    const QString zone = time.timeZone().abbreviation(time);
    const QString offset = QStringLiteral("UTC%1%2:%3")
                               .arg(minutes < 0 ? QStringLiteral("−") : QStringLiteral("+"))
                               .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
    const QString date = dateAndTime(at);
    if (zone.isEmpty() || zone.startsWith(u"UTC"))
        return QStringLiteral("%1  %2").arg(date, minutes ? offset : u"UTC"_qs);
    return QStringLiteral("%1  %2 (%3)").arg(date, zone, offset);
}

QString exactUtc(WallTime at) {
    return local(at).toUTC().toString(Qt::ISODateWithMs);
}

QString seconds(Millis duration) {
    const double s = static_cast<double>(duration.count()) / 1000;
    return QLocale().toString(s, 'f', s < 10 ? 1 : 0);
}

QString label(Choice choice) {
    switch (choice) {
    case Choice::TryAgain: return tr("Try again");
    case Choice::Recreate: return tr("Make it again");
    case Choice::LeaveOut: return tr("Leave it out…");
    case Choice::PickAnother: return tr("Use another sheet…");
    case Choice::Rebuild: return tr("Rebuild…");
    case Choice::RebuildIndex: return tr("Make the index again…");
    case Choice::Restore: return tr("Restore it");
    case Choice::NewLog: return tr("Begin with the new topic…");
    case Choice::ResumeAtWatermark: return tr("Go on after the last row…");
    case Choice::SignIn: return tr("Sign in again");
    case Choice::FillGaps: return tr("Fill the gaps");
    case Choice::AcceptGuess: return tr("Accept the guess");
    case Choice::EditProfile: return tr("Edit the profile");
    case Choice::Ignore: return tr("Ignore them");
    }
    return {};
}

QString label(Choice choice, const GoogleStatus& google) {
    return choice == Choice::SignIn && google.account.isEmpty() ? tr("Sign in with Google") : label(choice);
}

Mark stateMark(const Status& status) {
    if (stopping(status)) return Mark::Stopped;
    switch (status.activity) {
    case Activity::Starting:
    case Activity::Idle: return Mark::Idle;
    case Activity::Delivering:
    case Activity::CatchingUp: return Mark::Delivering;
    case Activity::Paused: return Mark::Paused;
    case Activity::Stopped: break;
    }
    return Mark::Stopped;
}

Mark trayMark(const Status& status) {
    const Mark mark = stateMark(status);
    if (mark == Mark::Stopped || mark == Mark::Paused || status.problems.empty()) return mark;
    return Mark::Attention;
}

} // namespace rowcast::ui
