// A keychain entry is one line of JSON:
//   {"kind":"person","email","client","clientSecret","refreshToken","since","ends"}
//   {"kind":"service","email","keyId","project","tokenUri","key","subject","since"}
// Times are milliseconds since 1970, 0 where they are not known.
#include "core/google/account.h"

#include "core/google/endpoints.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace rowcast::google {

namespace {

QString revealed(const Secret& secret) {
    return QString::fromUtf8(secret.reveal());
}
Secret secretAt(const QJsonObject& object, QStringView key) {
    return Secret(object.value(key).toString().toUtf8());
}

double millis(WallTime time) {
    return static_cast<double>(time.time_since_epoch().count());
}
WallTime timeAt(const QJsonObject& object, QStringView key) {
    return WallTime(Millis(object.value(key).toInteger()));
}

QJsonObject objectOf(const ServiceAccountKey& key) {
    return {{QStringLiteral("kind"), QStringLiteral("service")},
            {QStringLiteral("email"), key.email},
            {QStringLiteral("keyId"), key.keyId},
            {QStringLiteral("project"), key.projectId},
            {QStringLiteral("tokenUri"), key.tokenUri.toString()},
            {QStringLiteral("key"), revealed(key.privateKey)},
            {QStringLiteral("subject"), key.subject},
            {QStringLiteral("since"), millis(key.since)}};
}

QJsonObject objectOf(const SignedInPerson& person) {
    return {{QStringLiteral("kind"), QStringLiteral("person")},
            {QStringLiteral("email"), person.email},
            {QStringLiteral("client"), person.client.id},
            {QStringLiteral("clientSecret"), revealed(person.client.secret)},
            {QStringLiteral("refreshToken"), revealed(person.refreshToken)},
            {QStringLiteral("since"), millis(person.since)},
            {QStringLiteral("ends"), millis(person.ends)}};
}

} // namespace

QString emailOf(const Credential& credential) {
    return std::visit([](const auto& account) { return account.email; }, credential);
}

Secret encoded(const Credential& credential) {
    const QJsonObject object = std::visit([](const auto& account) { return objectOf(account); }, credential);
    return Secret(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

Result<Credential> decodedCredential(const Secret& entry) {
    const QJsonObject object = QJsonDocument::fromJson(entry.reveal()).object();
    const QString kind = object.value(u"kind").toString();
    const QString email = object.value(u"email").toString();
    if (kind == u"person") {
        const OAuthClient client{object.value(u"client").toString(), secretAt(object, u"clientSecret")};
        return Credential(SignedInPerson{email, client, secretAt(object, u"refreshToken"),
                                         timeAt(object, u"since"), timeAt(object, u"ends")});
    }
    const QUrl tokenUri(object.value(u"tokenUri").toString());
    if (kind == u"service" && isTrusted(tokenUri))
        return Credential(ServiceAccountKey{
            email, object.value(u"keyId").toString(), object.value(u"project").toString(), tokenUri,
            secretAt(object, u"key"), object.value(u"subject").toString(), timeAt(object, u"since")});
    return fail(Remedy::SignIn,
                QStringLiteral("The Google account kept in the keychain cannot be read. Add it again."), {},
                {Choice::SignIn});
}

} // namespace rowcast::google
