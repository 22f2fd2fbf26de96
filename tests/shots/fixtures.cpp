#include "tests/shots/fixtures.h"

#include <QDateTime>
#include <QTimeZone>

#include <cmath>

namespace rowcast::shots {

using namespace std::chrono_literals;

namespace {
WallTime noon() {
    const QDateTime at(QDate(2026, 11, 23), QTime(14, 12, 6), QTimeZone::systemTimeZone());
    return WallTime(Millis(at.toMSecsSinceEpoch()));
}

FormStatus form(const char* id, const QString& title, std::int64_t rows, Millis age) {
    FormStatus out;
    out.form = FormId(id);
    out.title = title;
    out.url = QStringLiteral("https://docs.google.com/spreadsheets/d/%1").arg(QString::fromLatin1(id));
    out.rows = rows;
    out.newest = noon() - age;
    return out;
}

AccountStatus owner() {
    AccountStatus account;
    account.email = QStringLiteral("amit@example.org");
    account.owner = true;
    account.since = noon() - 5h;
    account.writesLastMinute = 22;
    return account;
}

double wave(int at) {
    return 21 + 6 * std::sin(at / 40.0) + 3 * std::sin(at / 11.0 + 1) + 1.5 * std::sin(at / 4.3);
}

std::shared_ptr<const History> history(std::optional<Millis> stopped) {
    auto out = std::make_shared<History>();
    const auto fill = [&](std::vector<HistoryPoint>& points, Millis step) {
        for (int at = 0; at < 600; ++at) {
            const WallTime when = noon() - step * (599 - at);
            const Millis since = stopped ? when - (noon() - *stopped) : Millis(-1);
            HistoryPoint point{when, wave(at), at % 70 < 12 ? 6 : 1};
            if (since >= 0ms) {
                point.rowsPerSecond = 0;
                point.waiting = since.count() * 1204 / stopped->count();
            }
            points.push_back(point);
        }
    };
    fill(out->tenMinutes, 1s);
    fill(out->hour, 6s);
    fill(out->day, 144s);
    return out;
}
} // namespace

Status full() {
    Status s;
    s.pipeline = QStringLiteral("Feedback forms");
    s.activity = Activity::Delivering;
    s.sentence = {QStringLiteral("Delivering"), QStringLiteral("6 forms · 0 waiting · last row 2 s ago")};
    s.at = noon();
    s.forms = {form("crop-kharif-26", QStringLiteral("Crop survey – Kharif 2026"), 12021, 2s),
               form("site-insp-v3", QStringLiteral("Site inspection"), 3180, 14s),
               form("job-apply", QStringLiteral("Job application"), 459, 60s),
               form("fbd-2026", QStringLiteral("फसल बीमा दावा"), 884, 190s),
               form("nps-es-2026", QStringLiteral("Encuesta de satisfacción 2026"), 1206, 41min)};
    s.forms[2].rejected = 2;
    s.problems = {{QStringLiteral("form:job-apply"), FormId("job-apply"),
                   Error{Remedy::RejectRecord,
                         QStringLiteral("2 responses of “Job application” could not be read"),
                         {},
                         {},
                         {Choice::TryAgain}},
                   noon() - 52min},
                  {QStringLiteral("form:whs-stock"), FormId("whs-stock"),
                   Error{Remedy::PickFile,
                         QStringLiteral("The sheet of “Warehouse stock-take” is in the bin"),
                         {},
                         {},
                         {Choice::Restore, Choice::PickAnother, Choice::TryAgain}},
                   noon() - 145min}};
    s.kafka = {QStringLiteral("kafka-1.example.org:9092"), QStringLiteral("rowcast"), true, 6, 0, true};
    s.google.account = QStringLiteral("amit@example.org");
    s.google.hasClient = true;
    s.google.accounts.push_back(owner());
    s.google.reachable = true;
    s.google.writesLastMinute = 31;
    s.deliveredToday = 12480;
    s.rejected = 6;
    s.rejectedToday = 2;
    s.idOnly = 3;
    s.latencyP50 = 612ms;
    s.latencyP99 = 1400ms;
    s.lastRow = noon() - 2s;
    s.history = history({});
    return s;
}

Status empty() {
    Status s = full();
    s.activity = Activity::Idle;
    s.sentence = {QStringLiteral("Ready"), QStringLiteral("connected, nothing has arrived yet")};
    s.forms.clear();
    s.problems.clear();
    s.deliveredToday = s.rejected = s.rejectedToday = 0;
    s.latencyP50 = s.latencyP99 = {};
    s.lastRow = {};
    s.google.writesLastMinute = 0;
    s.history = std::make_shared<History>();
    return s;
}

Status problem() {
    Status s = full();
    s.activity = Activity::Stopped;
    s.sentence = {
        QStringLiteral("Not delivering: the Google sign-in has expired"),
        QStringLiteral(
            "1,204 responses wait safely in Kafka; the oldest is kept there until Mon 30 Nov, 14:06.")};
    s.problems.insert(s.problems.begin(), {QStringLiteral("google"),
                                           {},
                                           Error{Remedy::SignIn,
                                                 QStringLiteral("The Google sign-in has expired"),
                                                 {},
                                                 {},
                                                 {Choice::SignIn, Choice::TryAgain}},
                                           noon() - 358s});
    s.waiting = 1204;
    s.oldestWaiting = noon() - 358s;
    s.lastRow = noon() - 358s;
    s.latencyP50 = s.latencyP99 = {};
    s.google.writesLastMinute = 0;
    s.google.reachable = false;
    std::int64_t waiting[] = {604, 388, 19, 193, 0};
    for (std::size_t at = 0; at < s.forms.size(); ++at)
        s.forms[at].waiting = waiting[at];
    s.history = history(358s);
    return s;
}

Status demo() {
    Status s = full();
    s.forms.resize(3);
    s.forms[2].rejected = 0;
    s.problems.clear();
    s.rejected = s.rejectedToday = 0;
    s.sentence.rest = QStringLiteral("3 forms · 0 waiting · last row 2 s ago");
    s.demo = true;
    return s;
}

Status paused() {
    Status s = full();
    s.activity = Activity::Paused;
    s.sentence = {QStringLiteral("Paused"), QStringLiteral("38 wait in Kafka · paused by hand at 14:08")};
    s.waiting = 38;
    s.problems.clear();
    s.forms[2].rejected = 0;
    return s;
}

QueryPage sheetPage(std::uint64_t id) {
    const auto text = [](const char* utf8) { return QString::fromUtf8(utf8); };
    QueryPage page;
    page.id = id;
    page.firstRow = 12018;
    for (const char* name : {"Submitted at", "Response ID", "Village", "Farmer’s name", "Mobile number",
                             "Main crop", "Irrigated", "Was the seed treated before sowing?"})
        page.header.push_back(text(name));
    const char* rows[][8] = {
        {"23 Nov 2026 14:11:52", "r-9f21ad", "Thái Nguyên", "Nguyễn Thị Hương", "+84 912 345 678", "Lúa",
         "Có", "No"},
        {"23 Nov 2026 14:11:57", "r-9f21b1", "گلبرگہ", "عائشہ بیگم", "099000 18254", "تور", "ہاں", "Yes"},
        {"23 Nov 2026 14:11:59", "r-9f21b7", "கோவில்பட்டி", "முருகன்", "094866 20310", "நெல்", "இல்லை", "No"},
        {"23 Nov 2026 14:12:02", "r-9f21be", "खेड शिवापुर", "मोहन लाल", "+91 94433 10982", "कपास", "हाँ", "No"},
        {"23 Nov 2026 14:12:04", "r-9f21c4", "Wardha", "Sunita Pawar", "098220 41177", "Soybean", "No",
         "Yes"}};
    for (const auto& row : rows) {
        page.rows.emplace_back();
        for (const char* cell : row)
            page.rows.back().push_back(text(cell));
    }
    return page;
}

} // namespace rowcast::shots
