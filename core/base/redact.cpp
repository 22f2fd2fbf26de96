#include "core/base/redact.h"

#include <QRegularExpression>

#include <array>

namespace rowcast {

QString redacted(QString text) {
    using RE = QRegularExpression;
    static const std::array<std::pair<RE, QString>, 9> rules{{
        {RE(QStringLiteral("-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)"),
            RE::DotMatchesEverythingOption),
         QStringLiteral("…")},
        {RE(QStringLiteral("\\bya29\\.[\\w.-]+")), QStringLiteral("…")},
        {RE(QStringLiteral("\\beyJ[\\w-]+\\.[\\w-]+(\\.[\\w-]*)?")), QStringLiteral("…")},
        {RE(QStringLiteral("\\b1//[\\w-]{10,}")), QStringLiteral("…")},
        {RE(QStringLiteral("\\b4/[\\w-]{10,}")), QStringLiteral("…")},
        {RE(QStringLiteral("\\bGOCSPX-[\\w-]+")), QStringLiteral("…")},
        {RE(QStringLiteral("\\b(Bearer|Basic)\\s+\\S+"), RE::CaseInsensitiveOption), QStringLiteral("\\1 …")},
        {RE(QStringLiteral("(\"(?:access_token|refresh_token|id_token|client_secret|private_key|code|code_"
                           "verifier|assertion|password|"
                           "sasl\\.password|ssl\\.key\\.password)\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*"),
            RE::CaseInsensitiveOption),
         QStringLiteral("\\1…")},
        {RE(QStringLiteral("\\b((?:access_token|refresh_token|id_token|client_secret|code|code_verifier|"
                           "assertion|password|"
                           "sasl\\.password|ssl\\.key\\.password)=)[^&\\s\"]+"),
            RE::CaseInsensitiveOption),
         QStringLiteral("\\1…")},
    }};
    for (const auto& [pattern, with] : rules)
        text.replace(pattern, with);
    return text;
}

} // namespace rowcast
