#include "core/sandbox/cell_data.h"

#include "core/sandbox/number_format.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

Answer<void> setValue(Cell& cell, const Json& value) {
    if (const auto* text = value.find("stringValue")) {
        if (auto fits = checkText(text->asString()); !fits) return fits;
        if (text->asString().empty())
            cell.setEmpty();
        else
            cell.setText(text->asString());
    } else if (const auto* number = value.find("numberValue")) {
        cell.setNumber(number->asNumber());
    } else if (const auto* truth = value.find("boolValue")) {
        cell.setBool(truth->asBool());
    } else if (const auto* formula = value.find("formulaValue")) {
        if (!formula->asString().starts_with('=')) return refuse("Invalid formula: " + formula->asString());
        cell.setText(formula->asString(), Cell::Kind::Formula);
    } else {
        cell.setEmpty();
    }
    return {};
}

/// What Google shows where nobody aligned: text left, numbers right, booleans centred (seen live).
const char* alignmentOf(const Cell& cell) {
    switch (cell.kind()) {
    case Cell::Kind::Number: return "RIGHT";
    case Cell::Kind::Bool: return "CENTER";
    default: return "LEFT";
    }
}

Json effectiveFormat(const Cell& cell, const Json& entered) {
    Json format = defaultCellFormat();
    if (cell.hasValue()) format.set("horizontalAlignment", alignmentOf(cell));
    format.at("textFormat").set("fontFamily", "Arial");
    format.set("hyperlinkDisplayType", "PLAIN_TEXT");
    for (const auto& member : entered.members()) {
        if (!member.value.isObject() || !format[member.key].isObject() ||
            member.key.starts_with("background")) {
            format.set(member.key, member.value);
            continue;
        }
        for (const auto& inner : member.value.members())
            format.at(member.key).set(inner.key, inner.value);
    }
    return format;
}

void mirror(Json& owner, const std::string& plain, const std::string& style) {
    if (owner.has(style) && owner[style].has("rgbColor"))
        owner.set(plain, owner[style]["rgbColor"]);
    else if (owner.has(plain) && !owner.has(style))
        owner.set(style, Json::object({{"rgbColor", owner[plain]}}));
}

} // namespace

std::size_t characters(std::string_view utf8) {
    std::size_t count = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        count += (byte & 0xc0) != 0x80;
        count += byte >= 0xf0;
    }
    return count;
}

Answer<void> checkText(std::string_view text) {
    if (text.size() > kCellCharacters && characters(text) > kCellCharacters)
        return refuse("Your input contains more than the maximum of 50000 characters in a single cell.");
    return {};
}

void mirrorColors(Json& format) {
    mirror(format, "backgroundColor", "backgroundColorStyle");
    if (auto* text = format.find("textFormat")) mirror(*text, "foregroundColor", "foregroundColorStyle");
    static const std::map<std::string, int, std::less<>> kWidths = {
        {"DOTTED", 1}, {"DASHED", 1}, {"SOLID", 1}, {"SOLID_MEDIUM", 2}, {"SOLID_THICK", 3}, {"DOUBLE", 3}};
    if (auto* borders = format.find("borders")) {
        for (auto& side : borders->editMembers()) {
            if (const auto width = kWidths.find(side.value["style"].asString()); width != kWidths.end())
                side.value.set("width", width->second);
            if (!side.value.has("color") && !side.value.has("colorStyle") && side.value.has("style"))
                side.value.set("color", Json::object());
            mirror(side.value, "color", "colorStyle");
        }
    }
}

void eraseRuns(Spreadsheet& book, Cell& cell) {
    if (cell.extras() == 0) return;
    Json extras = book.extrasOf(cell);
    extras.erase("textFormatRuns");
    extras.erase("chipRuns");
    cell.setExtras(book.extras->indexOf(extras));
}

Answer<void> writeCell(Spreadsheet& book, Cell& cell, const Json& data, const FieldMask& mask) {
    if (mask.has("userEnteredValue")) {
        if (auto set = setValue(cell, data["userEnteredValue"]); !set) return set;
        eraseRuns(book, cell);
    }
    const bool more =
        mask.all() || mask.children().size() > (mask.children().contains("userEnteredValue") ? 1U : 0U);
    if (!more) return {};
    Json extras = book.extrasOf(cell);
    if (extras.isNull()) extras = Json::object();
    Json source = data;
    for (const auto* key :
         {"userEnteredValue", "effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"})
        source.erase(key);
    if (auto* format = source.find("userEnteredFormat")) mirrorColors(*format);
    if (mask.all()) {
        extras = std::move(source);
    } else {
        mask.copy(extras, source);
        extras.erase("userEnteredValue");
        if (auto* format = extras.find("userEnteredFormat")) mirrorColors(*format);
    }
    std::erase_if(extras.editMembers(), [](const Json::Member& m) {
        return m.value.isNull() || (m.value.isObject() && m.value.members().empty()) ||
               (m.value.isString() && m.value.asString().empty());
    });
    cell.setExtras(book.extras->indexOf(extras));
    return {};
}

Json enteredValue(const Cell& cell) {
    switch (cell.kind()) {
    case Cell::Kind::Empty: return {};
    case Cell::Kind::Number: return Json::object({{"numberValue", cell.number()}});
    case Cell::Kind::Bool: return Json::object({{"boolValue", cell.boolean()}});
    case Cell::Kind::Text: return Json::object({{"stringValue", cell.text()}});
    case Cell::Kind::Formula: return Json::object({{"formulaValue", cell.text()}});
    }
    return {};
}

std::string shownText(const Spreadsheet& book, const Cell& cell) {
    switch (cell.kind()) {
    case Cell::Kind::Empty: return {};
    case Cell::Kind::Bool: return cell.boolean() ? "TRUE" : "FALSE";
    case Cell::Kind::Number:
        return formatNumber(cell.number(), book.extrasOf(cell)["userEnteredFormat"]["numberFormat"]);
    default: return std::string(cell.text());
    }
}

Json readCell(const Spreadsheet& book, const Cell& cell, const FieldMask& mask) {
    Json out = Json::object();
    if (cell.blank()) return out;
    const auto& extras = book.extrasOf(cell);
    if (cell.hasValue()) {
        const auto entered = enteredValue(cell);
        if (mask.has("userEnteredValue")) out.set("userEnteredValue", entered);
        if (mask.has("effectiveValue"))
            out.set("effectiveValue", cell.kind() == Cell::Kind::Formula
                                          ? Json::object({{"stringValue", cell.text()}})
                                          : entered);
        if (mask.has("formattedValue")) out.set("formattedValue", shownText(book, cell));
    }
    for (const auto& member : extras.members()) {
        if (member.key == "userEnteredFormat" && mask.has(member.key)) out.set(member.key, member.value);
    }
    if (mask.has("effectiveFormat") && (cell.hasValue() || extras.has("userEnteredFormat")))
        out.set("effectiveFormat", effectiveFormat(cell, extras["userEnteredFormat"]));
    for (const auto& member : extras.members()) {
        if (member.key != "userEnteredFormat" && mask.has(member.key)) out.set(member.key, member.value);
    }
    const auto& link = extras["userEnteredFormat"]["textFormat"]["link"]["uri"];
    if (!link.isNull() && mask.has("hyperlink")) out.set("hyperlink", link);
    return out;
}

} // namespace rowcast::sandbox
