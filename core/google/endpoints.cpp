#include "core/google/endpoints.h"

#include <QHostAddress>

namespace rowcast::google {

bool isTrusted(const QUrl& url) {
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty()) return false;
    if (url.scheme() == QLatin1String("https")) return true;
    return url.scheme() == QLatin1String("http") &&
           (url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback());
}

Result<Endpoints> Endpoints::from(const QUrl& root) {
    if (root.isEmpty()) return Endpoints({});
    if (!isTrusted(root))
        return fail(Remedy::FixSettings,
                    QStringLiteral("The Google endpoint must be an https address, or http on this computer."),
                    root.toString(QUrl::RemoveUserInfo));
    QUrl clean = root.adjusted(QUrl::StripTrailingSlash | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (clean.path() == QLatin1String("/")) clean.setPath({});
    return Endpoints(clean);
}

QUrl Endpoints::at(const char* host, const QByteArray& path) const {
    const QByteArray base = root_.isEmpty() ? QByteArray("https://") + host : root_.toEncoded();
    return QUrl::fromEncoded(base + path, QUrl::StrictMode);
}

QUrl Endpoints::url(const Call& call) const {
    QByteArray path = call.path;
    char separator = '?';
    for (const auto& [key, value] : call.query) {
        path += separator + key + '=' + value.toPercentEncoding();
        separator = '&';
    }
    switch (call.api) {
    case Api::Sheets: return at("sheets.googleapis.com", path);
    case Api::Drive: return at("www.googleapis.com", path);
    case Api::Forms: return at("forms.googleapis.com", path);
    case Api::Account: return at("www.googleapis.com", path);
    }
    Q_UNREACHABLE();
}

QUrl Endpoints::token() const {
    return at("oauth2.googleapis.com", "/token");
}
QUrl Endpoints::revoke() const {
    return at("oauth2.googleapis.com", "/revoke");
}
QUrl Endpoints::consent() const {
    return at("accounts.google.com", "/o/oauth2/v2/auth");
}

} // namespace rowcast::google
