// Envelopes (recorded bodies of each kind: tests/data/google/error-bodies.json):
//   Sheets  {"error":{"code":400,"message":"Invalid requests[2].updateCells: …","status":"INVALID_ARGUMENT",
//            "details":[{"@type":"…ErrorInfo","reason":"RATE_LIMIT_EXCEEDED", …}]}}
//   Drive   {"error":{"code":403,"message":"…","errors":[{"reason":"storageQuotaExceeded", …}]}}
//   OAuth   {"error":"invalid_grant","error_description":"…"}
// Google documents codes, not texts: a text that changes falls back to what its HTTP status means.
#include "core/google/errors.h"

#include "core/base/redact.h"
#include "core/google/sentences.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>

namespace rowcast::google {

namespace {

struct Body {
    QString status;
    QString message;
    QStringList reasons; ///< Drive's errors[].reason and ErrorInfo's details[].reason
    bool brokenOff = false;
};

Body read(const QByteArray& json) {
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isNull()) return {{}, {}, {}, json.startsWith('{')};
    const QJsonObject root = document.object();
    const QJsonValue error = root.value(u"error");
    if (error.isString())
        return {error.toString(), root.value(u"error_description").toString(), {error.toString()}};
    const QJsonObject object = error.toObject();
    Body body{object.value(u"status").toString(), object.value(u"message").toString(), {}};
    const QJsonArray lists[] = {object.value(u"errors").toArray(), object.value(u"details").toArray()};
    for (const QJsonArray& list : lists)
        for (const auto& entry : list) {
            const QString reason = entry.toObject().value(u"reason").toString();
            if (!reason.isEmpty()) body.reasons.append(reason);
        }
    return body;
}

struct Rule {
    const char* word;
    Reason reason;
};

/// Reasons that services give as words, whatever the status.
constexpr std::array<Rule, 22> kByReason{{
    {"storageQuotaExceeded", Reason::NoStorage},
    {"teamDriveFileLimitExceeded", Reason::NoStorage},
    {"userRateLimitExceeded", Reason::RateLimited},
    {"rateLimitExceeded", Reason::RateLimited},
    {"sharingRateLimitExceeded", Reason::RateLimited},
    {"dailyLimitExceeded", Reason::RateLimited},
    {"RATE_LIMIT_EXCEEDED", Reason::RateLimited},
    {"ACCESS_TOKEN_SCOPE_INSUFFICIENT", Reason::ScopeMissing},
    {"insufficientPermissions", Reason::ScopeMissing},
    {"SERVICE_DISABLED", Reason::ApiDisabled},
    {"accessNotConfigured", Reason::ApiDisabled},
    {"insufficientFilePermissions", Reason::NotShared},
    {"appNotAuthorizedToFile", Reason::NotShared},
    {"forbidden", Reason::NotShared},
    {"invalidSharingRequest", Reason::InvalidSharing},
    {"cannotShareTeamDriveTopFolderWithAnyoneOrDomains", Reason::InvalidSharing},
    {"notFound", Reason::NotFound},
    {"authError", Reason::NotAuthenticated},
    {"unauthorized_client", Reason::DelegationMissing},
    {"invalid_client", Reason::ClientRejected},
    {"deleted_client", Reason::ClientRejected},
    {"access_denied", Reason::ConsentDenied},
}};

/// Sheets tells its 400s and some 403s apart by text only.
constexpr std::array<Rule, 14> kByText{{
    {"developer metadata with that ID already exists", Reason::MetadataIdExists},
    {"would exceed the allowed storage limit", Reason::MetadataStorageFull},
    {"No developer metadata with ID", Reason::MetadataIdMissing},
    {"above the limit of", Reason::CellLimit},
    {"characters in a single cell", Reason::CellTooLong},
    {"No grid with id", Reason::NoSuchTab},
    {"Unable to parse range", Reason::NoSuchTab},
    {"exceeds grid limits", Reason::OutsideGrid},
    {"current grid size", Reason::OutsideGrid},
    {"less than the grid size", Reason::OutsideGrid},
    {"is after the last", Reason::OutsideGrid},
    {"protected cell or object", Reason::ProtectedRange},
    {"it is disabled. Enable it by visiting", Reason::ApiDisabled},
    {"insufficient authentication scopes", Reason::ScopeMissing},
}};

/// The token endpoint says invalid_grant for four different troubles.
Reason grantReason(const QString& text) {
    if (text.contains(u"reasonable timeframe") || text.contains(u"iat and exp")) return Reason::ClockWrong;
    if (text.contains(u"Invalid JWT Signature") || text.contains(u"account not found") ||
        text.contains(u"Invalid grant: account"))
        return Reason::KeyRejected;
    return Reason::GrantExpired;
}

Reason reasonOf(const Outcome& outcome, const Body& body) {
    if (outcome.http >= 500) return Reason::Unavailable;
    if (outcome.http == 429) return Reason::RateLimited;
    for (const QString& word : body.reasons) {
        if (word == QLatin1String("invalid_grant")) return grantReason(body.message);
        for (const Rule& rule : kByReason)
            if (word == QLatin1String(rule.word)) return rule.reason;
    }
    for (const Rule& rule : kByText)
        if (body.message.contains(QLatin1String(rule.word))) return rule.reason;
    switch (outcome.http) {
    case 400: return body.brokenOff ? Reason::Garbled : Reason::InvalidRequest; // which is not known
    case 401: return Reason::NotAuthenticated;
    case 403: return Reason::NotShared;
    case 404: return Reason::NotFound;
    case 408: return Reason::TimedOut;
    default: return Reason::Other;
    }
}

/// The request never left, so it cannot have been applied (Qt's numbers; others may come after it left: 2, 4,
/// 5, 99, 205 ContentReSend …).
bool neverSent(QNetworkReply::NetworkError error) {
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::InsecureRedirectError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ProtocolUnknownError: return true;
    default: return false;
    }
}

/// No status line, or a body that broke off.
Failure withoutAnswer(const Outcome& outcome) {
    Failure failure;
    const bool unsentYet = neverSent(outcome.network);
    failure.reason = outcome.tooLarge ? Reason::TooLarge : unsentYet ? Reason::Network : Reason::TimedOut;
    failure.http = outcome.http;
    failure.message = redacted(outcome.networkText);
    failure.mayHaveApplied = outcome.write && !unsentYet;
    failure.error = errorFor(failure, outcome.account);
    failure.error.detail = QStringLiteral("%1: %2 (%3)")
                               .arg(QLatin1String(outcome.name), failure.message)
                               .arg(int(outcome.network));
    return failure;
}

/// "Invalid requests[2].updateCells: …" names the sub-request that was refused.
void readRequest(Failure& failure) {
    static const QRegularExpression pattern(QStringLiteral("^Invalid requests\\[(\\d+)\\]\\.?(\\w*)"));
    const QRegularExpressionMatch match = pattern.match(failure.message);
    if (!match.hasMatch()) return;
    failure.request = match.captured(1).toInt();
    failure.requestKind = match.captured(2);
}

} // namespace

Failure failureOf(const Outcome& outcome) {
    const bool cutOff =
        outcome.tooLarge || (outcome.http / 100 == 2 && outcome.network != QNetworkReply::NoError);
    if (outcome.http == 0 || cutOff) return withoutAnswer(outcome);
    const Body body = read(outcome.body);
    Failure failure;
    failure.http = outcome.http;
    failure.status = body.status;
    failure.message = redacted(body.message);
    failure.reason = reasonOf(outcome, body);
    const bool refused = outcome.http / 100 == 4 && outcome.http != 408;
    failure.mayHaveApplied = outcome.write && !refused;
    readRequest(failure);
    failure.error = errorFor(failure, outcome.account);
    // A body that is no error of Google's comes from something in between: its beginning helps to find it.
    const QString said = !failure.message.isEmpty()
                             ? failure.message
                             : redacted(QString::fromUtf8(outcome.body.left(300)).simplified());
    failure.error.detail =
        QStringLiteral("%1: HTTP %2 %3 %4")
            .arg(QLatin1String(outcome.name), QString::number(outcome.http), body.status, said)
            .simplified();
    return failure;
}

Failure garbled(const char* name, const QString& problem) {
    Failure failure;
    failure.http = 200;
    failure.reason = Reason::Garbled;
    failure.error = errorFor(failure, {});
    failure.error.detail = QStringLiteral("%1: %2").arg(QLatin1String(name), redacted(problem));
    return failure;
}

Failure unsent(Reason reason, const QString& detail) {
    Failure failure;
    failure.reason = reason;
    failure.error = errorFor(failure, {});
    failure.error.detail = redacted(detail);
    return failure;
}

} // namespace rowcast::google
