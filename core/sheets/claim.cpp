#include "core/sheets/claim.h"

#include "core/base/hash.h"
#include "core/sheets/base36.h"

// claim := form "|" generation "|" id
// form  := 16 characters, base64url of SHA-256 of the form's id
// generation := base 36, from 1

namespace rowcast::sheets {

namespace {

constexpr std::size_t kFormHash = 16;

tl::unexpected<Error> unreadable(std::string_view text) {
    return fail(
        Remedy::Stop,
        QStringLiteral("The index spreadsheet holds a line that this version of Rowcast cannot read. Update "
                       "Rowcast, or remove what another program wrote there."),
        QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size() < 200 ? text.size() : 200)));
}

} // namespace

std::string claimKey(const FormId& form) {
    return shortHash(form.value, kFormHash);
}

std::string formatClaim(const Claim& claim) {
    return claim.form + '|' + base36(claim.generation) + '|' + claim.sheet.value;
}

Result<Claim> parseClaim(std::string_view text) {
    const std::size_t first = text.find('|');
    const std::size_t second = first == std::string_view::npos ? first : text.find('|', first + 1);
    if (first != kFormHash || second == std::string_view::npos) return unreadable(text);
    const auto generation = fromBase36(text.substr(first + 1, second - first - 1));
    const std::string_view sheet = text.substr(second + 1);
    if (!generation || *generation < 1 || *generation > 1'000'000 || sheet.empty() || sheet.size() > 128 ||
        sheet.find('|') != std::string_view::npos)
        return unreadable(text);
    return Claim{std::string(text.substr(0, first)), static_cast<int>(*generation),
                 SpreadsheetId{std::string(sheet)}};
}

} // namespace rowcast::sheets
