#include "core/google/consent.h"

#include "core/google/grants.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace rowcast::google {

Result<OAuthClient> parseOAuthClient(const QByteArray& json) {
    const auto unusable = [](const char* why) {
        return fail(Remedy::FixSettings,
                    QStringLiteral("This is not a usable OAuth client: %1").arg(QString::fromUtf8(why)));
    };
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject()) return unusable("it is not JSON. Download it from Google Cloud, “Clients”.");
    if (document.object().value(u"type").toString() == u"service_account")
        return unusable("it is a service-account key. Add it as such.");
    if (document.object().contains(u"web"))
        return unusable("it is for a web site. Make one of the type “Desktop app”.");
    const QJsonObject installed = document.object().value(u"installed").toObject();
    OAuthClient client;
    client.id = installed.value(u"client_id").toString();
    client.secret = Secret(installed.value(u"client_secret").toString().toUtf8());
    if (client.id.isEmpty()) return unusable("“client_id” is missing.");
    return client;
}

QByteArray codeChallenge(const QByteArray& verifier) {
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QUrl consentUrl(const Endpoints& endpoints, const ConsentRequest& request) {
    // Picking wants drive.file alone; else the e-mail address is asked for, to show whose account this is.
    const QByteArray scope = request.pick ? QByteArray(kFileScope) : QByteArray(kFileScope) + " openid email";
    std::vector<std::pair<QByteArray, QByteArray>> fields{
        {"client_id", request.client.id.toUtf8()},
        {"redirect_uri", request.redirect.toEncoded()},
        {"response_type", "code"},
        {"scope", scope},
        {"state", request.state},
        {"code_challenge", codeChallenge(request.verifier)},
        {"code_challenge_method", "S256"},
        // Only a fresh consent brings a refresh token.
        {"access_type", "offline"},
        {"prompt", "consent"},
    };
    if (request.pick) {
        fields.emplace_back("trigger_onepick", "true");
        fields.emplace_back("allow_multiple", "true");
        fields.emplace_back("allow_folder_selection", "true");
    }
    if (!request.loginHint.isEmpty()) fields.emplace_back("login_hint", request.loginHint.toUtf8());
    return QUrl::fromEncoded(endpoints.consent().toEncoded() + '?' + formOf(fields), QUrl::StrictMode);
}

Redirect readRedirect(const QByteArray& target, const QByteArray& state) {
    const QUrl url = QUrl::fromEncoded("http://127.0.0.1" + target, QUrl::StrictMode);
    const QUrlQuery query(QString(url.query(QUrl::FullyEncoded)).replace(u'+', QLatin1String("%20")));
    const auto value = [&](const char* key) {
        return query.queryItemValue(QLatin1String(key), QUrl::FullyDecoded);
    };
    Redirect redirect;
    if (url.path() != u"/" ||
        !(query.hasQueryItem(QStringLiteral("code")) || query.hasQueryItem(QStringLiteral("error"))))
        return redirect;
    if (state.isEmpty() || value("state").toUtf8() != state) {
        redirect.kind = Redirect::Kind::Forged;
        return redirect;
    }
    if (query.hasQueryItem(QStringLiteral("error"))) {
        redirect.kind = Redirect::Kind::Denied;
        redirect.problem = value("error");
        return redirect;
    }
    redirect.kind = Redirect::Kind::Code;
    redirect.code = Secret(value("code").toUtf8());
    for (const QString& ids : query.allQueryItemValues(QStringLiteral("picked_file_ids"), QUrl::FullyDecoded))
        redirect.picked += ids.split(u',', Qt::SkipEmptyParts);
    return redirect;
}

QByteArray exchangeForm(const ConsentRequest& request, const Secret& code) {
    return formOf({{"grant_type", "authorization_code"},
                   {"code", code.reveal()},
                   {"client_id", request.client.id.toUtf8()},
                   {"client_secret", request.client.secret.reveal()},
                   {"redirect_uri", request.redirect.toEncoded()},
                   {"code_verifier", request.verifier}});
}

} // namespace rowcast::google
