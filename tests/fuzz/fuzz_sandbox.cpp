// What a stranger can send the sandbox: paths, queries and bodies, A1 ranges, field masks, Drive queries,
// formulas. The first byte picks the reader. Whatever comes, the sandbox answers, and ranges and formulas
// survive being echoed.

#include "core/sandbox/a1.h"
#include "core/sandbox/drive_query.h"
#include "core/sandbox/field_mask.h"
#include "core/sandbox/formula.h"
#include "core/sandbox/google.h"

#include <cstdint>
#include <cstdlib>

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

void readA1(std::string_view text) {
    const auto area = parseCells(text);
    if (!area || !area->row0 || !area->row1 || !area->column0 || !area->column1) return;
    const auto shown = toA1("T", *area);
    if (parseCells(std::string_view(shown).substr(2)) != area) std::abort();
    std::ignore = unquotedTitle(text);
}

void moveFormula(std::string_view text) {
    const auto moved = movedFormula(text, 2, 1);
    if (movedFormula(moved, 0, 0) != moved) std::abort();
}

void ask(std::string_view text) {
    static Google google([] {
        Options options;
        options.quota.enabled = false;
        options.cellLimit = 100'000;
        return options;
    }());
    static const WallTime kNow{Millis(1'790'000'000'000)};
    static const auto kToken = "Bearer " + google.issueToken("ada@example.org", {"drive"}, kNow);
    static const auto kBook = [] {
        const auto made = google.handle({"POST",
                                         "/drive/v3/files",
                                         R"({"mimeType":"application/vnd.google-apps.spreadsheet"})",
                                         kToken,
                                         {}},
                                        kNow);
        return parseJson(made.body)["id"].asString();
    }();
    const auto line = text.find('\n');
    const std::string target(text.substr(0, line));
    const std::string body(line == std::string_view::npos ? std::string_view() : text.substr(line + 1));
    const auto path = target.starts_with('/') ? target : "/v4/spreadsheets/" + kBook + target;
    for (const auto* verb : {"GET", "POST", "PUT", "PATCH"}) {
        if (google.handle({verb, path, body, kToken, {}}, kNow).status == 0) std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch ((data[0] - '0') & 7) {
    case 0: readA1(text); break;
    case 2: std::ignore = FieldMask::parse(text); break;
    case 3: std::ignore = parseFileQuery(text, "root"); break;
    case 4: moveFormula(text); break;
    default: ask(text);
    }
    return 0;
}
