#include "app/runtime/google_desk.h"

#include "app/runtime/credentials.h"
#include "core/google/drive_files.h"
#include "core/google/folder.h"

#include <QDateTime>

#include <algorithm>

namespace rowcast::app {

using namespace std::chrono_literals;

namespace {

/// Troubles come in swarms: one preflight tells of all.
constexpr auto kGather = 500ms;

QDate dayOf(WallTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count()).date();
}

bool mayDoMore(const Permissions& stand, const Share& wanted) {
    return std::any_of(stand.begin(), stand.end(), [&wanted](const Permission& permission) {
        return permission.email == wanted.email && permission.role > wanted.role;
    });
}

/// None: it could not be asked.
std::optional<bool> canMakeFiles(const CheckReport& report) {
    for (const CheckLine& line : report)
        if (line.id == u"create" && line.state != CheckLine::State::NotAsked)
            return line.state == CheckLine::State::Ok;
    return std::nullopt;
}

} // namespace

google::PreflightWish preflightWish(const settings::Settings& settings) {
    google::PreflightWish wish;
    wish.folder = settings.google().folder;
    wish.mayCreate = settings.text(QStringLiteral("google.may_create")) == u"yes";
    for (const QString& sheet : settings.family(QStringLiteral("form.<id>.spreadsheet")))
        if (!sheet.isEmpty()) wish.named.emplace_back(sheet.toStdString());
    return wish;
}

GoogleDesk::GoogleDesk(google::Session& session, const settings::Settings& settings)
    : session_(session), wish_(preflightWish(settings)), soon_(this) {
    status_.mayCreate = wish_.mayCreate;
    status_.shareNew = settings.google().shareNew;
    soon_.setSingleShot(true);
    soon_.setInterval(kGather);
    // One under way began before what happened now.
    connect(&soon_, &QTimer::timeout, this, [this] { status_.checking ? soon_.start() : check(0); });
}

void GoogleDesk::setAccounts(const std::vector<google::Credential>& accounts) {
    accounts_.clear();
    status_.mayCreate = wish_.mayCreate;
    for (const google::Credential& account : accounts)
        accounts_.push_back(statusOf(account));
    session_.setAccounts(accounts);
    noteAccount(session_.account());
}

void GoogleDesk::noteUsage(const google::Usage& usage) {
    status_.account = session_.account();
    status_.reachable = usage.reachable;
    status_.writesLastMinute = usage.writesLastMinute;
    status_.writesPerMinute = usage.writesPerMinute;
    status_.accounts = accounts_;
    for (std::size_t i = 0; i < std::min(accounts_.size(), usage.accounts.size()); ++i) {
        status_.accounts[i].owner = i == 0;
        status_.accounts[i].writesLastMinute = usage.accounts[i].writesLastMinute;
        status_.accounts[i].writesPerMinute = usage.accounts[i].writesPerMinute;
        status_.accounts[i].problem = usage.accounts[i].trouble;
    }
    const WallTime now = wallNow();
    const bool today = status_.peakAt && dayOf(*status_.peakAt) == dayOf(now);
    if (usage.writesLastMinute > 0 && (!today || usage.writesLastMinute > status_.peakWrites)) {
        status_.peakWrites = usage.writesLastMinute;
        status_.peakAt = now;
    }
    emit changed(status_);
}

void GoogleDesk::noteAccount(const QString& email) {
    noteUsage(session_.usage());
    if (email.isEmpty()) return;
    noteTrouble();
    shareFolderWithHelpers();
    if (!folderId_.empty()) return;
    // The sink looks for it, and makes it, when it needs it; people want to see it at once.
    google::findFolder(session_, wish_.folder, google::IfMissing::LeaveIt, this,
                       [this](const google::Answer<google::FolderFound>& found) {
                           if (!found || found->folder.id.empty() || !folderId_.empty()) return;
                           noteFolder(QString::fromStdString(found->folder.id),
                                      QString::fromStdString(found->folder.name),
                                      QString::fromStdString(found->folder.url));
                       });
}

void GoogleDesk::noteFolder(const QString& id, const QString& name, const QString& url) {
    folderId_ = id.toStdString();
    status_.folderName = name;
    status_.folderUrl = url;
    emit changed(status_);
    shareFolderWithHelpers();
    noteTrouble(); // its line says that it is there now
}

/// What stands in the folder already is shared with accounts that come later.
void GoogleDesk::shareFolderWithHelpers() {
    if (folderId_.empty() || session_.helpers().empty()) return;
    inTurn(
        [this](const std::string& file) {
            google::shareWithHelpers(session_, file, this, [this] { next(); });
        },
        {});
}

void GoogleDesk::noteTrouble() {
    if (!soon_.isActive()) soon_.start();
}

void GoogleDesk::noteShareRefused(const Error& error) {
    const std::optional<Error> refused = error.what.isEmpty() ? std::nullopt : std::optional(error);
    if (std::exchange(shareRefused_, refused) != refused) noteTrouble();
}

void GoogleDesk::check(quint64 command) {
    checks_.push_back(command);
    if (status_.checking) return;
    status_.checking = true;
    emit changed(status_);
    google::runPreflight(session_, wish_, this, [this](const CheckReport& report) { checked(report); });
}

void GoogleDesk::checked(const CheckReport& report) {
    status_.checking = false;
    status_.check = report;
    if (shareRefused_)
        status_.check.push_back({QStringLiteral("sharing"), tr("New spreadsheets are shared"),
                                 CheckLine::State::Problem, shareRefused_->what, shareRefused_});
    status_.checkedAt = wallNow();
    status_.mayCreate = canMakeFiles(report).value_or(status_.mayCreate);
    emit changed(status_);
    for (const quint64 command : std::exchange(checks_, {}))
        if (command != 0)
            emit done(
                {command,
                 {},
                 google::isGood(report) ? tr("All is well with Google.") : tr("Something is not well.")});
}

void GoogleDesk::share(quint64 command, const AddShare& wanted) {
    inTurn(
        [this, command, share = wanted.share](const std::string& file) {
            if (file.empty()) return finish(command, tl::unexpected(google::Failure{}), {});
            google::shareFile(session_, file, {share}, this, [this, command, share](const Shares& shares) {
                const QString email = QString::fromStdString(share.email);
                finish(command, shares,
                       shares && mayDoMore(*shares, share)
                           ? tr("%1 may do more than that already. To allow less, remove the share first.")
                                 .arg(email)
                           : tr("Shared with %1.").arg(email));
            });
        },
        wanted.file);
}

void GoogleDesk::unshare(quint64 command, const RemoveShare& wanted) {
    inTurn(
        [this, command, permission = wanted.permission](const std::string& file) {
            if (file.empty()) return finish(command, tl::unexpected(google::Failure{}), {});
            google::unshareFile(session_, file, permission, this, [this, command](const Shares& shares) {
                finish(command, shares, tr("No longer shared with them."));
            });
        },
        wanted.file);
}

void GoogleDesk::finish(quint64 command, const Shares& shares, const QString& message) {
    Error error = shares ? Error{} : shares.error().error;
    if (!shares && error.what.isEmpty())
        error = {
            Remedy::Wait, tr("There is no folder yet: it is made as soon as an account works."), {}, {}, {}};
    emit done({command, shares ? std::nullopt : std::optional(error), message});
    next();
}

void GoogleDesk::sharesOf(quint64 query, const SpreadsheetId& file) {
    inTurn(
        [this, query](const std::string& id) {
            const auto answer = [this, query](const Shares& shares) {
                QueryPage page;
                page.id = query;
                if (shares)
                    page.detail = *shares;
                else
                    page.error = shares.error().error;
                emit answered(page);
                next();
            };
            if (id.empty())
                answer(Permissions{});
            else
                google::listPermissions(session_, id, this, answer);
        },
        file);
}

void GoogleDesk::lookAt(quint64 command, const QStringList& ids) {
    lookAtNext(command, ids, {}, {});
}

void GoogleDesk::lookAtNext(quint64 command, QStringList ids, const QString& folder,
                            const QStringList& titles) {
    if (ids.isEmpty()) {
        emit known(command, folder, titles);
        return;
    }
    const QString id = ids.takeFirst();
    session_.send(google::driveGet(id.toStdString()), this,
                  [this, command, ids, id, folder, titles](const google::Answer<google::Reply>& reply) {
                      const auto file = reply.and_then(google::parseDriveFile);
                      if (!file) {
                          emit done({command, file.error().error, {}});
                          return;
                      }
                      const bool isFolder = file->mimeType == google::kFolderType;
                      lookAtNext(command, ids, isFolder ? id : folder,
                                 titles + QStringList{QString::fromStdString(file->name)});
                  });
}

void GoogleDesk::inTurn(std::function<void(const std::string& file)> job, const SpreadsheetId& file) {
    jobs_.push_back([this, job = std::move(job), file] { job(file.empty() ? folderId_ : file.value); });
    if (jobs_.size() == 1) startFirst();
}

void GoogleDesk::next() {
    jobs_.pop_front();
    if (!jobs_.empty()) startFirst();
}

void GoogleDesk::startFirst() {
    const std::function<void()> job = jobs_.front(); // it may end, and be taken away, before it returns
    job();
}

} // namespace rowcast::app
