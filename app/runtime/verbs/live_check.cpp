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
                    QStringLiteral("ID")}});
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
                  "Asking Google as %1. It takes some minutes and leaves nothing behind but a trashed file.")
                  .arg(session.account()));
    const QString folder = QString::fromStdString(google::driveIdIn(line.value("folder")));
    const google::LiveReport report =
        google::runLiveCheck(session, folder, [](const google::ProbeResult&) {});
    if (json)
        print(jsonOf(report));
    else
        print(tableOf(report).chopped(1));
    return isGood(report) ? Done : Failed;
}

} // namespace rowcast::app
