#include "core/google/userinfo.h"

#include "core/google/json.h"

namespace rowcast::google {

Call userinfo() {
    Call call;
    call.api = Api::Account;
    call.path = "/oauth2/v3/userinfo";
    call.name = "userinfo";
    return call;
}

Answer<QString> parseUserinfo(const Reply& reply) {
    const auto document = JsonDocument::parse("userinfo", viewOf(reply.body));
    if (!document) return tl::unexpected(document.error());
    QString email = QString::fromStdString(jsonText(document->root(), "email"));
    if (email.isEmpty()) return tl::unexpected(garbled("userinfo", QStringLiteral("no e-mail address")));
    return email;
}

} // namespace rowcast::google
