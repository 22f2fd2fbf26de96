#include "tests/shots/google_fixtures.h"

#include "tests/shots/fixtures.h"

namespace rowcast::shots {

using namespace std::chrono_literals;

namespace {
CheckLine fine(const char* id, const QString& title, const QString& value) {
    return {QString::fromLatin1(id), title, CheckLine::State::Ok, value, {}};
}

CheckLine problem(const char* id, const QString& title, const QString& value, const Error& error) {
    return {QString::fromLatin1(id), title, CheckLine::State::Problem, value, error};
}

CheckReport report() {
    return {
        fine("network", QStringLiteral("Google can be reached"), QStringLiteral("answers in 84 ms")),
        fine("clock", QStringLiteral("This computer's clock"), QStringLiteral("0.2 s apart from Google's")),
        fine("token", QStringLiteral("The account works"), QStringLiteral("amit@example.org")),
        fine("scopes", QStringLiteral("Permissions given at sign-in"), {}),
        fine("drive", QStringLiteral("Google Drive API"), QStringLiteral("on")),
        fine("sheets", QStringLiteral("Google Sheets API"), QStringLiteral("on")),
        fine("folder", QStringLiteral("Folder"), QStringLiteral("Responses 2026")),
        fine("create", QStringLiteral("Spreadsheets can be made"), QStringLiteral("in My Drive")),
        fine("quota", QStringLiteral("Writes in the last minute"), QStringLiteral("31 of 60"))};
}

AccountStatus serviceAccount(const QString& email) {
    AccountStatus account;
    account.kind = AccountStatus::Kind::ServiceAccount;
    account.email = email;
    account.writesLastMinute = 9;
    return account;
}

Share share(const char* email, Role role, bool group = false) {
    Share out;
    out.email = email;
    out.role = role;
    out.group = group;
    return out;
}

Status signedIn() {
    Status s = full();
    GoogleStatus& google = s.google;
    google.folderName = QStringLiteral("Responses 2026");
    google.folderUrl = QStringLiteral("https://drive.google.com/drive/folders/responses-2026");
    google.shareNew = {share("field-team@example.org", Role::Writer, true),
                       share("audit@example.org", Role::Reader)};
    google.peakWrites = 52;
    google.peakAt = s.at - 187min;
    google.check = report();
    google.checkedAt = s.at - 1min;
    return s;
}
} // namespace

Status googleFull() {
    Status s = signedIn();
    GoogleStatus& google = s.google;
    google.accounts.push_back(
        serviceAccount(QStringLiteral("rowcast-writer@forms-481.iam.gserviceaccount.com")));
    google.writesPerMinute = 120;
    google.accounts[0].ends = s.at + 7 * 24h;
    google.check.insert(
        google.check.begin() + 3,
        problem(
            "lasts", QStringLiteral("How long the sign-in lasts"), QStringLiteral("ends on Mon 30 Nov"),
            {Remedy::Wait,
             QStringLiteral("Google ends this sign-in on Mon 30 Nov, since the Cloud project is in testing: "
                            "publish it there, then sign in again."),
             {},
             {},
             {Choice::SignIn}}));
    google.check.push_back(problem(
        "sharing", QStringLiteral("New sheets are shared"),
        QStringLiteral("field-team@partner.example cannot be added"),
        {Remedy::FixSettings,
         QStringLiteral("The folder may not be shared outside example.org: its administrator forbids it."),
         {},
         {},
         {}}));
    return s;
}

Status googleEmpty(bool hasClient) {
    Status s = empty();
    s.activity = Activity::Stopped;
    s.sentence = {QStringLiteral("Not delivering: no Google account is set up"),
                  QStringLiteral("Responses wait safely in Kafka until one is.")};
    s.problems = {
        {QStringLiteral("google"),
         {},
         Error{Remedy::SignIn, QStringLiteral("No Google account is set up"), {}, {}, {Choice::SignIn}},
         s.at - 1min}};
    s.google = {};
    s.google.hasClient = hasClient;
    return s;
}

Status googleWaiting() {
    Status s = googleEmpty(true);
    s.google.consent = ConsentStatus{
        QUrl(QStringLiteral("https://accounts.google.com/o/oauth2/v2/auth?client_id=1")), false, s.at - 20s};
    return s;
}

Status googleExpired() {
    Status s = problem();
    const GoogleStatus was = s.google;
    s.google = signedIn().google;
    s.google.reachable = was.reachable;
    s.google.writesLastMinute = 0;
    s.google.accounts[0].writesLastMinute = 0;
    const Error ended{
        Remedy::SignIn,
        QStringLiteral("Google ended this sign-in. Sign in again; if it happens every seven days, "
                       "publish the app in the Google Cloud project."),
        {},
        {},
        {Choice::SignIn}};
    s.google.accounts[0].problem = ended;
    CheckReport& check = s.google.check;
    check[2] = problem("token", check[2].title, {}, ended);
    for (std::size_t at = 3; at < check.size(); ++at)
        check[at] = {check[at].id, check[at].title, CheckLine::State::NotAsked, {}, {}};
    return s;
}

Status googleServiceAccount() {
    Status s = signedIn();
    GoogleStatus& google = s.google;
    google.accounts = {serviceAccount(QStringLiteral("rowcast-writer@forms-481.iam.gserviceaccount.com"))};
    google.accounts[0].owner = true;
    google.accounts[0].fromEnvironment = true;
    google.mayCreate = false;
    google.shareNew.clear();
    google.folderUrl.clear();
    google.folderName.clear();
    google.account = google.accounts[0].email;
    google.check[2].value = google.account;
    google.check[6].value = QStringLiteral("none yet");
    google.check[7] =
        problem("create", google.check[7].title, {},
                {Remedy::FixSettings,
                 QStringLiteral(
                     "This account cannot own files, or its Drive is full. Use a folder in a shared drive, "
                     "sign in as a person, or let a person make the spreadsheet and share it with %1.")
                     .arg(google.account),
                 {},
                 {},
                 {Choice::TryAgain}});
    return s;
}

Status googleMany() {
    Status s = signedIn();
    GoogleStatus& google = s.google;
    google.accounts[0].email =
        QStringLiteral("elisabeth.wolfeschlegelsteinhausen@field-operations.example.org");
    for (int at = 1; at <= 5; ++at)
        google.accounts.push_back(
            serviceAccount(QStringLiteral("rowcast-writer-%1@forms-481.iam.gserviceaccount.com").arg(at)));
    google.accounts[3].actsFor = QStringLiteral("amit@example.org");
    google.accounts[5].problem = Error{
        Remedy::FixSettings,
        QStringLiteral("Google does not know this service-account key any more. Make a new key and add it."),
        {},
        {},
        {Choice::SignIn}};
    google.writesPerMinute = 360;
    for (int at = 1; at <= 9; ++at)
        google.shareNew.push_back(
            share(("region-" + std::to_string(at) + "@example.org").c_str(), Role::Commenter, true));
    google.checking = true;
    return s;
}

Status googleNoKeychain() {
    Status s = googleEmpty(true);
    s.google.keychain =
        Error{Remedy::FixSettings,
              QStringLiteral("No keychain of this computer answers. Start one (GNOME Keyring, KWallet)."),
              {},
              {},
              {Choice::TryAgain}};
    return s;
}

} // namespace rowcast::shots
