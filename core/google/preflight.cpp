#include "core/google/preflight.h"

#include "core/google/errors.h"
#include "core/google/sentences.h"
#include "core/google/sheets_get.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace rowcast::google {

namespace {

/// Beyond this, Google refuses the assertions of service accounts now and then, and always beyond five
/// minutes.
constexpr Millis kClockTolerance{60'000};

enum class Asked { Always, WhereItCreates, WhereSheetsAreNamed };
struct Title {
    const char* id = nullptr;
    const char* title = nullptr;
    Asked asked = Asked::Always;
};
constexpr std::array<Title, 11> kTitles{{
    {"network", "Google can be reached"},
    {"clock", "This computer's clock"},
    {"token", "The account works"},
    {"lasts", "How long the sign-in lasts"},
    {"scopes", "Permissions given at sign-in"},
    {"drive", "Google Drive API"},
    {"sheets", "Google Sheets API"},
    {"folder", "Folder", Asked::WhereItCreates},
    {"create", "Spreadsheets can be made", Asked::WhereItCreates},
    {"named", "The spreadsheets that you named", Asked::WhereSheetsAreNamed},
    {"quota", "Writes in the last minute"},
}};

class Report {
public:
    explicit Report(bool creates) {
        const Asked other = creates ? Asked::WhereSheetsAreNamed : Asked::WhereItCreates;
        for (const Title& title : kTitles)
            if (title.asked != other)
                lines_.push_back({QString::fromLatin1(title.id),
                                  QString::fromUtf8(title.title),
                                  CheckLine::State::NotAsked,
                                  {},
                                  {}});
    }
    void ok(const char* id, const QString& value = {}) {
        CheckLine& line = at(id);
        line.state = CheckLine::State::Ok;
        line.value = value;
    }
    void problem(const char* id, const Error& error, const QString& value = {}) {
        CheckLine& line = at(id);
        line.state = CheckLine::State::Problem;
        line.value = value;
        line.error = error;
    }
    void problem(const char* id, const Failure& failure, const QString& account) {
        // Waiting calls are answered with Retry; here the credential's own remedy is wanted.
        Error error = errorFor(failure, account);
        error.detail = failure.error.detail;
        problem(id, error);
    }
    [[nodiscard]] CheckReport take() { return std::move(lines_); }

private:
    CheckLine& at(const char* id) {
        return *std::find_if(lines_.begin(), lines_.end(),
                             [&](const CheckLine& l) { return l.id == QLatin1String(id); });
    }
    CheckReport lines_;
};

bool isCredentialTrouble(Reason reason) {
    switch (reason) {
    case Reason::NoCredential:
    case Reason::GrantExpired:
    case Reason::ClockWrong:
    case Reason::KeyRejected:
    case Reason::DelegationMissing:
    case Reason::ClientRejected:
    case Reason::NotAuthenticated: return true;
    default: return false;
    }
}

/// Where a refusal of the first call belongs; what depends on it stays "not asked".
void judgeRefusal(Report& report, const PreflightFacts& facts, const Failure& failure) {
    if (failure.http == 0 && !isCredentialTrouble(failure.reason)) {
        report.problem("network", failure, facts.account);
        return;
    }
    if (failure.http != 0) report.ok("network");
    if (isCredentialTrouble(failure.reason)) {
        report.problem(failure.reason == Reason::ClockWrong ? "clock" : "token", failure, facts.account);
        return;
    }
    report.ok("token", facts.account);
    report.problem(failure.reason == Reason::ScopeMissing ? "scopes" : "drive", failure, facts.account);
}

void judgeClock(Report& report, const PreflightFacts& facts) {
    const double seconds = static_cast<double>(facts.clockDifference.count()) / 1000;
    const QString value = QStringLiteral("%1 s apart from Google's").arg(std::abs(seconds), 0, 'f', 1);
    if (std::chrono::abs(facts.clockDifference) <= kClockTolerance) {
        report.ok("clock", value);
        return;
    }
    Failure failure;
    failure.reason = Reason::ClockWrong;
    report.problem("clock", errorFor(failure, facts.account), value);
}

bool isRobot(const PreflightFacts& facts) {
    return facts.about->email.endsWith(u".gserviceaccount.com");
}

/// Nothing is wrong yet, but delivery will stop that day.
void judgeEnd(Report& report, const PreflightFacts& facts) {
    const WallTime ends = facts.usage.accounts.empty() ? WallTime{} : facts.usage.accounts.front().ends;
    if (ends == WallTime{}) {
        report.ok("lasts", isRobot(facts) ? QStringLiteral("as long as its key")
                                          : QStringLiteral("until you sign out"));
        return;
    }
    const QString day = QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(ends.time_since_epoch().count()).date(), QLocale::ShortFormat);
    report.problem(
        "lasts",
        Error{Remedy::Wait,
              QStringLiteral("Google ends this sign-in on %1, since the Cloud project is in testing: "
                             "publish it there, then sign in again.")
                  .arg(day),
              {},
              {},
              {Choice::SignIn}},
        QStringLiteral("ends on %1").arg(day));
}

void judgeSheets(Report& report, const PreflightFacts& facts) {
    if (!facts.sheets) return;
    switch (facts.sheets->reason) {
    case Reason::NotFound: // just what a spreadsheet that does not exist should give
        report.ok("sheets", QStringLiteral("on"));
        report.ok("scopes");
        break;
    case Reason::ScopeMissing: report.problem("scopes", *facts.sheets, facts.account); break;
    default: report.problem("sheets", *facts.sheets, facts.account);
    }
}

/// A service account owns nothing: it makes files in shared drives, or as somebody else.
bool cannotOwnFiles(const PreflightFacts& facts, const DriveFile& folder) {
    const bool full = facts.about->limitBytes && facts.about->usedBytes >= *facts.about->limitBytes;
    return folder.driveId.empty() && (isRobot(facts) || full);
}

void judgeFolder(Report& report, const PreflightFacts& facts) {
    if (!facts.folder) return;
    const Answer<FolderFound>& answer = *facts.folder;
    if (!answer) {
        report.problem("folder", answer.error().error);
        return;
    }
    const DriveFile& folder = answer->folder;
    if (folder.id.empty())
        report.ok("folder", cannotOwnFiles(facts, folder)
                                ? QStringLiteral("none yet")
                                : QStringLiteral("“%1” will be made").arg(facts.wish.folder));
    else if (folder.canAddChildren)
        report.ok("folder", QString::fromStdString(folder.name));
    else {
        Failure failure;
        failure.reason = Reason::NotShared;
        report.problem("folder", errorFor(failure, facts.account), QString::fromStdString(folder.name));
        return;
    }
    if (cannotOwnFiles(facts, folder)) {
        Failure failure;
        failure.reason = Reason::NoStorage;
        report.problem("create", errorFor(failure, facts.account));
    } else {
        report.ok("create", folder.driveId.empty() ? QStringLiteral("in My Drive")
                                                   : QStringLiteral("in a shared drive"));
    }
}

/// Each of them must be there and let us write; the first that does not is shown.
void judgeNamed(Report& report, const PreflightFacts& facts) {
    for (std::size_t i = 0; i < facts.named.size(); ++i) {
        const Answer<DriveFile>& file = facts.named[i];
        if (!file)
            return report.problem("named", file.error().error,
                                  QString::fromStdString(facts.wish.named[i].value));
        const QString name = QString::fromStdString(file->name);
        if (file->trashed)
            return report.problem("named", Error{Remedy::PickFile,
                                                 QStringLiteral("“%1” is in the trash. Restore it, or name "
                                                                "another spreadsheet.")
                                                     .arg(name),
                                                 {},
                                                 {},
                                                 {Choice::TryAgain}});
        if (!file->canEdit) {
            Failure failure;
            failure.reason = Reason::NotShared;
            return report.problem("named", errorFor(failure, facts.account), name);
        }
    }
    report.ok("named", facts.named.empty()
                           ? QStringLiteral("none yet")
                           : QStringLiteral("%1, all can be written").arg(facts.named.size()));
}

/// Asks in turn; each answer decides whether the next question makes sense.
class Preflight : public std::enable_shared_from_this<Preflight> {
public:
    Preflight(Session& session, PreflightWish wish, QObject* context, std::function<void(CheckReport)> done)
        : session_(session), context_(context), done_(std::move(done)) {
        facts_.wish = std::move(wish);
        facts_.account = session.account();
    }
    void start() {
        const Monotonic asked = monotonicNow();
        send(driveAbout(), [asked](Preflight& self, const Answer<Reply>& answer) {
            self.facts_.answeredIn = monotonicNow() - asked;
            self.facts_.about = answer.and_then(parseDriveAbout);
            if (self.facts_.about)
                self.askSheets();
            else
                self.finish();
        });
    }

private:
    void askSheets() {
        send(sheetsGet(SpreadsheetId("rowcast-preflight-no-such-spreadsheet"), {}, "spreadsheetId"),
             [](Preflight& self, const Answer<Reply>& answer) {
                 Failure found;
                 found.reason = Reason::Garbled;
                 self.facts_.sheets = answer ? found : answer.error();
                 self.facts_.wish.mayCreate ? self.askFolder() : self.askNamed();
             });
    }
    void askNamed() {
        if (facts_.named.size() == facts_.wish.named.size()) return finish();
        send(driveGet(facts_.wish.named[facts_.named.size()].value),
             [](Preflight& self, const Answer<Reply>& answer) {
                 self.facts_.named.push_back(answer.and_then(parseDriveFile));
                 self.askNamed();
             });
    }
    void askFolder() {
        findFolder(session_, facts_.wish.folder, IfMissing::LeaveIt, context_,
                   [self = shared_from_this()](const Answer<FolderFound>& answer) {
                       self->facts_.folder = answer;
                       self->finish();
                   });
    }
    void send(Call call, std::function<void(Preflight&, const Answer<Reply>&)> then) {
        call.urgency = Urgency::Urgent; // a person is waiting
        call.spreadsheet = {};          // the owner's affair
        session_.send(call, context_,
                      [self = shared_from_this(), then = std::move(then)](const Answer<Reply>& answer) {
                          then(*self, answer);
                      });
    }
    void finish() {
        facts_.clockDifference = session_.clockDifference();
        facts_.usage = session_.usage();
        done_(judgePreflight(facts_));
    }

    Session& session_;
    QObject* context_;
    std::function<void(CheckReport)> done_;
    PreflightFacts facts_{{}, tl::unexpected(Failure{}), {}, {}, {}, {}, {}, {}, {}};
};

} // namespace

CheckReport judgePreflight(const PreflightFacts& facts) {
    Report report(facts.wish.mayCreate);
    if (!facts.about) {
        judgeRefusal(report, facts, facts.about.error());
        return report.take();
    }
    report.ok("network", QStringLiteral("answers in %1 ms").arg(facts.answeredIn.count()));
    report.ok("token", facts.about->email);
    report.ok("drive", QStringLiteral("on"));
    judgeClock(report, facts);
    judgeEnd(report, facts);
    judgeSheets(report, facts);
    if (facts.wish.mayCreate)
        judgeFolder(report, facts);
    else
        judgeNamed(report, facts);
    report.ok("quota",
              QStringLiteral("%1 of %2").arg(facts.usage.writesLastMinute).arg(facts.usage.writesPerMinute));
    return report.take();
}

void runPreflight(Session& session, const PreflightWish& wish, QObject* context,
                  std::function<void(CheckReport)> done) {
    std::make_shared<Preflight>(session, wish, context, std::move(done))->start();
}

bool isGood(const CheckReport& report) {
    return std::none_of(report.begin(), report.end(), [](const CheckLine& line) {
        return line.state == CheckLine::State::Problem && !(line.error && line.error->remedy == Remedy::Wait);
    });
}

} // namespace rowcast::google
