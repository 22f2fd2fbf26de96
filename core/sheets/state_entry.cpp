#include "core/sheets/state_entry.h"

#include "core/base/hash.h"
#include "core/sheets/base36.h"

#include <algorithm>

// state     := "1|" version "|" start "|" form "|" status "|" [ mark { "," mark } ]
// version   := number                       counts our writes, from 1
// start     := the first 16 characters of the spreadsheet's own id
// form      := 8 characters, base64url of SHA-256 of the form's id
// status    := "open" | "sealed>" id        id of the spreadsheet that goes on
// mark      := topic "." partition ":" next the offset to be written next
// topic     := 6 characters, base64url of SHA-256 of the topic's name; of "name#n" for its n-th log, n ≥ 1
// partition, next, number := base 36, lower case, no leading zeros

namespace rowcast::sheets {

namespace {

constexpr std::size_t kStart = 16;
constexpr std::size_t kFormHash = 8;
constexpr std::size_t kTopicHash = 6;
constexpr std::string_view kSealed = "sealed>";

bool isIdText(std::string_view text) {
    return !text.empty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

tl::unexpected<Error> unreadable(std::string_view text) {
    return fail(
        Remedy::Stop,
        QStringLiteral("The note that Rowcast keeps in this spreadsheet cannot be read: another program or a "
                       "newer version of Rowcast wrote it. Use another spreadsheet, or update Rowcast."),
        QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min<std::size_t>(text.size(), 200))),
        {Choice::PickAnother});
}

/// The text up to `separator`, which is taken off `rest` with it; none if there is no separator.
std::optional<std::string_view> cutOff(std::string_view& rest, char separator) {
    const std::size_t at = rest.find(separator);
    if (at == std::string_view::npos) return {};
    const std::string_view head = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    return head;
}

bool readMark(std::string_view mark, std::map<std::string, std::int64_t>& next) {
    const std::size_t colon = mark.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view key = mark.substr(0, colon);
    if (key.size() < kTopicHash + 2 || key[kTopicHash] != '.') return false;
    if (!isIdText(key.substr(0, kTopicHash)) || !fromBase36(key.substr(kTopicHash + 1))) return false;
    const auto offset = fromBase36(mark.substr(colon + 1));
    return offset && next.emplace(key, *offset).second;
}

bool readStatus(std::string_view text, SpreadsheetId& sealedTo) {
    if (text == "open") return true;
    if (text.substr(0, kSealed.size()) != kSealed) return false;
    const std::string_view id = text.substr(kSealed.size());
    sealedTo = SpreadsheetId{std::string(id)};
    return isIdText(id);
}

bool readMarks(std::string_view rest, std::map<std::string, std::int64_t>& next) {
    if (rest.empty()) return true;
    while (const auto mark = cutOff(rest, ','))
        if (!readMark(*mark, next)) return false;
    return readMark(rest, next);
}

} // namespace

std::string formatState(const StateEntry& state) {
    std::string text = "1|" + base36(state.version) + '|' + state.sheet + '|' + state.form + '|';
    text += state.sealedTo.empty() ? std::string("open") : std::string(kSealed) + state.sealedTo.value;
    char separator = '|';
    for (const auto& [key, offset] : state.next) {
        text += separator + key + ':' + base36(offset);
        separator = ',';
    }
    if (state.next.empty()) text += '|';
    return text;
}

Result<StateEntry> parseState(std::string_view text) {
    std::string_view rest = text;
    const auto format = cutOff(rest, '|');
    const auto version = cutOff(rest, '|');
    const auto sheet = cutOff(rest, '|');
    const auto form = cutOff(rest, '|');
    const auto status = cutOff(rest, '|');
    if (!status || *format != "1") return unreadable(text);
    StateEntry state;
    const auto number = fromBase36(*version);
    if (!number || *number < 1 || !isIdText(*sheet) || sheet->size() > kStart || form->size() != kFormHash ||
        !isIdText(*form) || !readStatus(*status, state.sealedTo) || !readMarks(rest, state.next))
        return unreadable(text);
    state.version = *number;
    state.sheet = *sheet;
    state.form = *form;
    return state;
}

std::string formKey(const FormId& form) {
    return shortHash(form.value, kFormHash);
}

std::string partitionKey(const TopicPartition& partition, int logNumber) {
    const std::string topic =
        logNumber == 0 ? partition.topic : partition.topic + '#' + std::to_string(logNumber);
    return shortHash(topic, kTopicHash) + '.' + base36(partition.partition);
}

std::string startOf(const SpreadsheetId& sheet) {
    return sheet.value.substr(0, kStart);
}

} // namespace rowcast::sheets
