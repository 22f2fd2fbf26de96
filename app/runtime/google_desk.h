#pragma once
/// What people ask of Google beside the rows, and Google's part of the status: the preflight, who may see
/// what, how the quota stands. Changes of one file's shares go one after another, since Drive does not take
/// them at once. Delivery thread.

#include "core/google/preflight.h"
#include "core/google/sharing.h"
#include "core/model/command.h"
#include "core/model/query.h"
#include "core/model/status.h"
#include "core/settings/settings.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace rowcast::app {

/// What the preflight has to look at by these settings.
[[nodiscard]] google::PreflightWish preflightWish(const settings::Settings& settings);

class GoogleDesk : public QObject {
    Q_OBJECT
public:
    /// `session` outlives it.
    GoogleDesk(google::Session& session, const settings::Settings& settings);

    [[nodiscard]] const GoogleStatus& status() const { return status_; }

public slots:
    /// The owner first, then those that help it.
    void setAccounts(const std::vector<rowcast::google::Credential>& accounts);
    void noteUsage(const rowcast::google::Usage& usage);
    void noteFolder(const QString& id, const QString& name, const QString& url);
    /// Something failed, or works again: the preflight says more soon.
    void noteTrouble();
    /// A new spreadsheet could not be shared; empty `what`: by now all are.
    void noteShareRefused(const rowcast::Error& error);
    void check(quint64 command);
    void share(quint64 command, const rowcast::AddShare& wanted);
    void unshare(quint64 command, const rowcast::RemoveShare& wanted);
    void sharesOf(quint64 query, const rowcast::SpreadsheetId& file);
    /// Looks at what was picked on the consent page. Answered by known() or done().
    void lookAt(quint64 command, const QStringList& ids);

signals:
    /// What was picked: the id of a folder, if there was one, and the titles of all.
    void known(quint64 command, const QString& folder, const QStringList& titles);
    void changed(const rowcast::GoogleStatus& status);
    void done(const rowcast::CommandResult& result);
    void answered(const rowcast::QueryPage& page);

private:
    void lookAtNext(quint64 command, QStringList ids, const QString& folder, const QStringList& titles);
    using Shares = google::Answer<Permissions>;
    void noteAccount(const QString& email);
    void checked(const CheckReport& report);
    void shareFolderWithHelpers();
    /// Runs `job` with the id of the file, or of the folder, once the jobs before it have ended; empty: there
    /// is no folder yet.
    void inTurn(std::function<void(const std::string& file)> job, const SpreadsheetId& file);
    void next();
    void startFirst();
    void finish(quint64 command, const Shares& shares, const QString& message);

    google::Session& session_;
    google::PreflightWish wish_; ///< as the settings have it
    std::string folderId_;       ///< once it is found
    GoogleStatus status_;
    std::vector<AccountStatus> accounts_; ///< as they were handed to us
    std::optional<Error> shareRefused_;
    std::vector<quint64> checks_; ///< commands that wait for the preflight under way
    QTimer soon_;
    std::deque<std::function<void()>> jobs_; ///< the first is under way
};

} // namespace rowcast::app
