// Who may own files and who may see them: what service accounts are refused, and how sharing answers.
#include "core/google/drive_permissions.h"
#include "core/google/grants.h"
#include "core/google/live_findings.h"
#include "core/google/wire.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace rowcast::google {

namespace {

using namespace live;

const QString kPerson = QStringLiteral("the account is a person's");

/// A file that should not have been made.
Finding refusedFile(LiveSheet& sheet, const Answer<Reply>& answer, bool good) {
    if (const auto made = answer.and_then(parseDriveFile)) sheet.alsoTrash(made->id);
    return foundIf(good, outcomeOf(answer));
}

Finding serviceAccountsOwnNothing(LiveSheet& sheet) {
    if (!sheet.isRobot()) return leftOut(kPerson);
    const auto answer = sheet.ask(driveCreate({"Rowcast live check, own", kSpreadsheetType, {}, {}}));
    return refusedFile(sheet, answer, !answer && answer.error().reason == Reason::NoStorage);
}

Finding sheetsCreateIsRefusedToo(LiveSheet& sheet) {
    if (!sheet.isRobot()) return leftOut(kPerson);
    Call call = sheet.batchCall({});
    call.path = "/v4/spreadsheets";
    call.body = R"({"properties":{"title":"Rowcast live check, own"}})";
    call.name = "sheets.create";
    call.spreadsheet = {};
    const auto answer = sheet.ask(call);
    if (answer)
        sheet.alsoTrash(
            QJsonDocument::fromJson(answer->body).object().value(u"spreadsheetId").toString().toStdString());
    return refusedAs(answer, Reason::NotShared);
}

Finding sharedDrivesMustBeAskedFor(LiveSheet& sheet) {
    if (sheet.file().driveId.empty())
        return leftOut(QStringLiteral("no shared drive: name one with --folder"));
    Call call = driveCreate({"Rowcast live check, third", kSpreadsheetType, sheet.options().folder, {}});
    call.query.erase(std::remove_if(call.query.begin(), call.query.end(),
                                    [](const auto& pair) { return pair.first == "supportsAllDrives"; }),
                     call.query.end());
    const auto answer = sheet.ask(call);
    return refusedFile(sheet, answer, !answer);
}

/// A signature two hours ahead of its time.
Finding wrongClockIsNamed(LiveSheet& sheet) {
    const auto& key = sheet.options().key;
    if (!key) return leftOut(QStringLiteral("no key to sign with"));
    const auto form = grantForm(*key, wallNow() + std::chrono::hours(2));
    if (!form) return {Verdict::NotAsked, form.error().detail};
    WireRequest request;
    request.verb = Verb::Post;
    request.url = key->tokenUri;
    request.body = *form;
    request.contentType = "application/x-www-form-urlencoded";
    Outcome outcome;
    outcome.api = Api::Account;
    outcome.name = "token";
    Wire wire;
    QEventLoop loop;
    wire.send(request, [&](const WireResult& result) {
        outcome.http = result.http;
        outcome.body = result.body;
        outcome.network = result.network;
        outcome.networkText = result.networkText;
        loop.quit();
    });
    loop.exec();
    if (outcome.http / 100 == 2) return differs(QStringLiteral("accepted"));
    const Failure failure = failureOf(outcome);
    return foundIf(failure.reason == Reason::ClockWrong, QStringLiteral("refused: ") + failure.message);
}

Finding strangersCannotBeSharedWithQuietly(LiveSheet& sheet) {
    const Share nobody{"nobody@rowcast.invalid", false, Role::Reader, false, {}};
    return refusedAs(sheet.ask(drivePermissionCreate(sheet.file().id, nobody)), Reason::InvalidSharing);
}

Finding sharingTwiceIsSharingOnce(LiveSheet& sheet) {
    const std::string& address = sheet.options().shareWith;
    if (address.empty()) return leftOut(QStringLiteral("nobody to share with: name one with --share-with"));
    const Call share = drivePermissionCreate(sheet.file().id, {address, false, Role::Reader, false, {}});
    const auto first = sheet.ask(share).and_then(parsePermission);
    if (!first) return notAsked(first.error());
    const auto second = sheet.ask(share).and_then(parsePermission);
    static_cast<void>(sheet.ask(drivePermissionDelete(sheet.file().id, first->id)));
    return foundIf(second && second->id == first->id,
                   second ? QStringLiteral("both have %1")
                                .arg(second->id == first->id ? QStringLiteral("one id")
                                                             : QStringLiteral("ids of their own"))
                          : outcomeOf(second));
}

} // namespace

std::vector<Probe> sharingProbes() {
    return {
        {"service-account-owns-nothing", 'Q', "A service account may not make files outside shared drives",
         serviceAccountsOwnNothing},
        {"sheets-create-is-refused-too", 'Q',
         "spreadsheets.create by a service account is refused as if something were not shared",
         sheetsCreateIsRefusedToo},
        {"shared-drives-must-be-asked-for", 'Q',
         "Without supportsAllDrives nothing is made in a shared drive", sharedDrivesMustBeAskedFor},
        {"wrong-clock-is-named", 'Q', "A service account's signature of another time is refused by that name",
         wrongClockIsNamed},
        {"share-with-nobody", 'L', "An address without a Google account is refused unless mail is sent",
         strangersCannotBeSharedWithQuietly},
        {"share-twice", 'L', "Sharing with an address again gives the same permission",
         sharingTwiceIsSharingOnce},
    };
}

} // namespace rowcast::google
