#include "core/google/grants.h"

#include "core/google/errors.h"
#include "core/google/service_account.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

namespace rowcast::google {

QByteArray formOf(const std::vector<std::pair<QByteArray, QByteArray>>& fields) {
    QByteArray form;
    for (const auto& [key, value] : fields) {
        if (!form.isEmpty()) form += '&';
        form += key + '=' + value.toPercentEncoding();
    }
    return form;
}

Result<QByteArray> grantForm(const Credential& credential, WallTime now) {
    if (const auto* key = std::get_if<ServiceAccountKey>(&credential))
        return signedAssertion(*key, now).map([](const QByteArray& assertion) {
            return formOf(
                {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"}, {"assertion", assertion}});
        });
    const auto& person = std::get<SignedInPerson>(credential);
    return formOf({{"grant_type", "refresh_token"},
                   {"client_id", person.client.id.toUtf8()},
                   {"client_secret", person.client.secret.reveal()},
                   {"refresh_token", person.refreshToken.reveal()}});
}

Answer<Grant> parseGrant(const QByteArray& json) {
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    Grant grant;
    grant.accessToken = Secret(object.value(u"access_token").toString().toUtf8());
    grant.refreshToken = Secret(object.value(u"refresh_token").toString().toUtf8());
    grant.lifetime = std::chrono::seconds(object.value(u"expires_in").toInt(3600));
    grant.refreshLifetime = std::chrono::seconds(object.value(u"refresh_token_expires_in").toInteger());
    grant.scopes = object.value(u"scope").toString().split(u' ', Qt::SkipEmptyParts);
    if (grant.accessToken.empty())
        return tl::unexpected(garbled("token", QStringLiteral("an answer without an access token")));
    return grant;
}

} // namespace rowcast::google
