#include "core/transform/reader.h"

#include "core/transform/definition.h"

namespace rowcast::transform {

namespace {

constexpr std::size_t longestId = 512;

/// A record's key as an id: text, without a schema-registry prefix and quotes; empty if it is binary.
std::string_view keyText(std::string_view key) {
    if (key.size() > 5 && key[0] == '\0') key.remove_prefix(5);
    if (key.size() >= 2 && key.front() == '"' && key.back() == '"') key = key.substr(1, key.size() - 2);
    if (key.size() > longestId || !simdjson::validate_utf8(key.data(), key.size())) return {};
    for (const char c : key)
        if (static_cast<unsigned char>(c) < 0x20) return {};
    return key;
}

Element rootOf(const JsonPath& path, const RecordPlace& place, Element response) {
    return path.fromDocument() ? place.document : response;
}

QString pathsOf(const std::vector<IdSource>& sources) {
    QStringList out;
    for (const IdSource& source : sources)
        if (source.kind == IdSource::Kind::Path) out << QString::fromStdString(source.path.text());
    return out.join(QStringLiteral(", "));
}

} // namespace

Readable<std::uint32_t> Reader::read(const Profile& profile, const Shape& shape, const RecordPlace& place,
                                     std::vector<DecodedRow>& rows) {
    const std::size_t before = rows.size();
    std::optional<Unreadable> failed;
    std::uint32_t part = 0;
    shape.responses.each(place.document, [&](Element response) {
        if (!response.is_object() || !allHold(shape.having, response)) return true;
        auto row = readResponse(profile, place, response, part);
        if (!row) {
            failed = std::move(row.error());
            return false;
        }
        rows.push_back(std::move(*row));
        ++part;
        return true;
    });
    if (!failed) return part;
    rows.resize(before);
    return tl::unexpected(std::move(*failed));
}

Readable<DecodedRow> Reader::readResponse(const Profile& profile, const RecordPlace& place, Element response,
                                          std::uint32_t part) {
    const std::string_view form = formId(profile, place, response);
    if (form.empty())
        return tl::unexpected(Unreadable{
            QStringLiteral(
                "The record names no form. Send the form's id in the record's key, or set form.id."),
            pathsOf(profile.formId)});
    DecodedRow decoded;
    decoded.form = book_.intern(form);
    FormEntry& entry = book_.entry(decoded.form);
    entry.readBy(profile.name, profile.version);
    for (const JsonPath& path : profile.formTitle) {
        Element title;
        std::string_view text;
        if (path.first(rootOf(path, place, response), title) && title.get(text) == simdjson::SUCCESS) {
            entry.suggestTitle(text);
            break;
        }
    }
    Row& row = decoded.row;
    row.offset = place.record.offset;
    row.part = part;
    row.produced = place.record.timestamp;
    row.submittedAt = submittedAt(profile, place, response);
    writer_.beginRow(entry);
    for (const AnswerSource& source : profile.answers)
        writer_.read(source, response, place.document);
    identify(profile, place, response, decoded);
    if (definitions_)
        if (auto entries = definedIn(profile, response, place.document); !entries.empty())
            (*definitions_)[decoded.form] = {entry.id(), {}, std::move(entries)};
    return decoded;
}

/// A response without an id is known by its position; one that is a row of its own each time, by both.
void Reader::identify(const Profile& profile, const RecordPlace& place, Element response,
                      DecodedRow& decoded) {
    Row& row = decoded.row;
    std::string_view responseId;
    for (const IdSource& source : profile.responseId) {
        responseId = id(source, place, response);
        if (!responseId.empty()) break;
    }
    row.edits = editsOf(profile, book_.entry(decoded.form).id());
    row.ownId = !responseId.empty() && row.edits != Edits::Append;
    if (row.ownId) return writer_.finish(row, responseId);
    std::string text(responseId);
    if (!text.empty()) text += '@';
    text += std::to_string(place.partition.partition) + '@' + std::to_string(place.record.offset) + '.' +
            std::to_string(row.part);
    writer_.finish(row, text);
}

Edits Reader::editsOf(const Profile& profile, const FormId& form) const {
    if (const auto own = rules_.formEdits.find(form.value); own != rules_.formEdits.end()) return own->second;
    return rules_.edits.value_or(profile.edits.value_or(Edits::Update));
}

std::string_view Reader::id(const IdSource& source, const RecordPlace& place, Element response) {
    Element element;
    switch (source.kind) {
    case IdSource::Kind::Path:
        if (!source.path.first(rootOf(source.path, place, response), element)) return {};
        if (element.is_bool() || element.is_null()) return {};
        return scalarText(element, buffer_);
    case IdSource::Kind::Key: return keyText(place.record.key);
    case IdSource::Kind::Topic: return place.partition.topic;
    case IdSource::Kind::Header:
        for (const Header& header : place.record.headers)
            if (header.name == source.header) return keyText(header.value);
        return {};
    }
    return {};
}

std::string_view Reader::formId(const Profile& profile, const RecordPlace& place, Element response) {
    for (const IdSource& source : profile.formId)
        if (const std::string_view found = id(source, place, response); !found.empty()) {
            formBuffer_ = found;
            return formBuffer_;
        }
    if (rules_.formId == "@key") return keyText(place.record.key);
    if (rules_.formId == "@topic") return place.partition.topic;
    return rules_.formId;
}

WallTime Reader::submittedAt(const Profile& profile, const RecordPlace& place, Element response) {
    std::string buffer;
    for (const SubmittedAt& each : profile.submittedAt) {
        Element root = rootOf(each.json ? *each.json : each.at, place, response);
        Element element;
        std::string_view text;
        if (each.json) {
            if (!each.json->first(root, element) || element.get(text) != simdjson::SUCCESS) continue;
            const auto inner = decoder_.decodeInner(text);
            if (!inner) continue;
            root = *inner;
        }
        if (!each.at.first(root, element) || element.is_null()) continue;
        if (const auto at = parseInstant(scalarText(element, buffer), each.format, zone_.zone())) return *at;
    }
    return place.record.timestamp;
}

} // namespace rowcast::transform
