#include "ui/google_words.h"

#include "ui/words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace rowcast::ui {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("google", text);
}

bool ownerIsServiceAccount(const GoogleStatus& google) {
    return !google.accounts.empty() && google.accounts.front().kind == AccountStatus::Kind::ServiceAccount;
}

QUrl apiPage(const char* api) {
    return QUrl(QStringLiteral("https://console.cloud.google.com/apis/library/%1").arg(QLatin1String(api)));
}

bool offers(const CheckLine& line, Choice choice) {
    const std::vector<Choice>& choices = line.error->choices;
    return std::find(choices.begin(), choices.end(), choice) != choices.end();
}
} // namespace

QString whoWrites(const GoogleStatus& google) {
    if (google.accounts.empty()) return tr("nobody is signed in");
    const QString owner = google.accounts.front().email;
    const auto count = static_cast<std::int64_t>(google.accounts.size());
    if (count == 1)
        return google.mayCreate ? tr("%1 writes and owns the sheets").arg(owner)
                                : tr("%1 writes into sheets of others").arg(owner);
    return google.mayCreate ? tr("%1 accounts write; %2 owns the sheets").arg(number(count), owner)
                            : tr("%1 accounts write").arg(number(count));
}

QString mayDo(const GoogleStatus& google) {
    if (!ownerIsServiceAccount(google))
        return google.mayCreate
                   ? tr("create spreadsheets, and edit the ones it created. It cannot see other files.")
                   : tr("edit the files that were picked for it. It cannot see other files.");
    return google.mayCreate
               ? tr("create spreadsheets, and edit files that are shared with its address.")
               : tr("edit files that are shared with its address. It cannot create spreadsheets: a service "
                    "account has no storage of its own. A shared drive would give it some, or a person for "
                    "whom it acts.");
}

QString about(const AccountStatus& account) {
    if (account.problem) return account.problem->what;
    if (account.kind == AccountStatus::Kind::Person) {
        QString text = account.since ? tr("Google account, signed in %1").arg(dateAndTime(*account.since))
                                     : tr("Google account");
        if (account.ends) text += tr("; Google ends this sign-in on %1").arg(day(*account.ends));
        return text;
    }
    QString text = account.fromEnvironment
                       ? tr("Service account, key named by GOOGLE_APPLICATION_CREDENTIALS")
                       : tr("Service account, key in the keychain; the key is never shown");
    if (!account.actsFor.isEmpty()) text += tr("; acts for %1").arg(account.actsFor);
    return text;
}

QString rightOf(Role role) {
    switch (role) {
    case Role::Reader: return tr("view");
    case Role::Commenter: return tr("comment");
    case Role::Writer: return tr("edit");
    case Role::Organizer: return tr("manage");
    case Role::Owner: return tr("own");
    }
    return {};
}

QString peopleOf(const std::vector<Share>& shares) {
    if (shares.empty()) return tr("nobody else");
    QStringList words;
    for (const Share& share : shares)
        words << tr("%1 (%2)").arg(QString::fromStdString(share.email), rightOf(share.role));
    return words.join(QStringLiteral(", "));
}

QString shareSetting(const std::vector<Share>& shares) {
    QStringList words;
    for (const Share& share : shares) {
        const char* role = share.role == Role::Writer      ? "editor"
                           : share.role == Role::Commenter ? "commenter"
                                                           : "reader";
        words << QStringLiteral("%1%2=%3%4")
                     .arg(share.group ? QStringLiteral("group:") : QString(),
                          QString::fromStdString(share.email), QLatin1String(role),
                          share.notify ? QStringLiteral("+mail") : QString());
    }
    return words.join(u',');
}

SpreadsheetId spreadsheetIn(const QString& url) {
    static const QRegularExpression link(QStringLiteral("/spreadsheets/d/([A-Za-z0-9_-]+)"));
    return SpreadsheetId(link.match(url).captured(1).toStdString());
}

QString checkSummary(const GoogleStatus& google, WallTime now) {
    if (google.checking) return tr("checking…");
    if (!google.checkedAt) return tr("not checked yet");
    const auto asked = std::count_if(google.check.begin(), google.check.end(), [](const CheckLine& line) {
        return line.state != CheckLine::State::NotAsked;
    });
    const auto fine = std::count_if(google.check.begin(), google.check.end(),
                                    [](const CheckLine& line) { return line.state == CheckLine::State::Ok; });
    const QString time = clock(*google.checkedAt, now);
    return fine == static_cast<std::ptrdiff_t>(google.check.size())
               ? tr("checked %1, all fine").arg(time)
               : tr("checked %1, %2 of %3 fine")
                     .arg(time, number(fine), number(std::max<std::int64_t>(asked, 1)));
}

QString withoutKeychain(const GoogleStatus& google) {
    QString why = google.keychain ? google.keychain->what : QString();
    if (why.contains(u"GOOGLE_APPLICATION_CREDENTIALS")) return why;
    return tr("%1 Without a keychain, name a service account's key file in GOOGLE_APPLICATION_CREDENTIALS "
              "before Rowcast starts.")
        .arg(why);
}

int troubles(const GoogleStatus& google) {
    if (google.accounts.empty()) return 1;
    const auto lines = std::count_if(google.check.begin(), google.check.end(), [](const CheckLine& line) {
        return line.state == CheckLine::State::Problem;
    });
    const auto accounts =
        std::count_if(google.accounts.begin(), google.accounts.end(),
                      [](const AccountStatus& account) { return account.problem.has_value(); });
    return static_cast<int>(std::max(lines, accounts)) + (google.keychain ? 1 : 0);
}

CheckButton buttonOf(const CheckLine& line, const GoogleStatus& google) {
    if (line.state != CheckLine::State::Problem || !line.error) return {};
    if (line.id == u"drive" && line.error->remedy == Remedy::FixSettings)
        return {GoogleDeed::Open, tr("Switch it on"), apiPage("drive.googleapis.com")};
    if (line.id == u"sheets" && line.error->remedy == Remedy::FixSettings)
        return {GoogleDeed::Open, tr("Switch it on"), apiPage("sheets.googleapis.com")};
    if (line.id == u"lasts")
        return {GoogleDeed::Open, tr("Publish the app"),
                QUrl(QStringLiteral("https://console.cloud.google.com/auth/audience"))};
    if (line.id == u"folder" || line.id == u"create")
        return {GoogleDeed::ChooseFolder, tr("Choose a folder"), {}};
    if (line.id == u"sharing") return {GoogleDeed::ChoosePeople, tr("Choose people"), {}};
    if (offers(line, Choice::SignIn))
        return ownerIsServiceAccount(google) ? CheckButton{GoogleDeed::NewKey, tr("Add its new key"), {}}
                                             : CheckButton{GoogleDeed::SignIn, label(Choice::SignIn), {}};
    return {GoogleDeed::CheckAgain, tr("Check again"), {}};
}

} // namespace rowcast::ui
