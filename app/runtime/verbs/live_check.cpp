#include "core/google/live_check.h"
#include "app/runtime/verbs/account.h"
#include "app/runtime/verbs/verbs.h"
#include "core/google/folder.h"

namespace rowcast::app {

int runLiveCheck(const Invocation& invocation) {
    VerbLine line(invocation,
                  {{QStringLiteral("json"), QStringLiteral("Print as JSON.")},
                   {QStringLiteral("folder"),
                    QStringLiteral("Work in this folder or shared drive (its link or id); else in My Drive."),
                    QStringLiteral("ID")},
                   {QStringLiteral("share-with"),
                    QStringLiteral("Show the spreadsheet to this address for a moment, without mail; else to "
                                   "another account of this pipeline, if there is one."),
                    QStringLiteral("ADDRESS")},
                   {QStringLiteral("quota"),
                    QStringLiteral("Also write until Google refuses. For up to two minutes nothing else can "
                                   "write as this account; without it, the check stays within the quota, "
                                   "which delivery by the same account shares.")}});
    if (const auto code = line.parse()) return *code;
    if (!line.words().isEmpty()) return line.misused(QStringLiteral("“live-check” takes no words."));
    const auto settings = settings::SettingsFile(line.dataDir()).load();
    if (!settings) return printError(settings.error());
    const auto accounts = accountsOf(*settings);
    if (!accounts) return printError(accounts.error());
    google::Session session(settings->google());
    session.setAccounts({accounts->front()});
    const bool json = line.has("json");
    if (!json)
        print(QStringLiteral(
                  "Asking Google as %1. It takes some minutes and leaves nothing behind but trashed files.")
                  .arg(session.account()));
    google::LiveOptions options;
    options.folder = google::driveIdIn(line.value("folder"));
    options.shareWith = line.value("share-with").toStdString();
    if (options.shareWith.empty() && accounts->size() > 1)
        options.shareWith = google::emailOf((*accounts)[1]).toStdString();
    options.quota = line.has("quota");
    if (const auto* key = std::get_if<google::ServiceAccountKey>(&accounts->front())) options.key = *key;
    const google::LiveReport report =
        google::runLiveCheck(session, options, [json](const google::ProbeResult& result) {
            if (!json) print(textOf(result));
        });
    if (json)
        print(jsonOf(report));
    else
        print(summaryOf(report));
    return isGood(report) ? Done : Failed;
}

} // namespace rowcast::app
