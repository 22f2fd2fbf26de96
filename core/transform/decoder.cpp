#include "core/transform/decoder.h"

#include "core/transform/json_repair.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace rowcast::transform {

namespace dom = simdjson::dom;

struct Decoder::Slot {
    dom::parser parser;
    std::vector<char> scratch;
};

namespace {

constexpr std::size_t mostSlots = 512;
constexpr std::size_t keepBytes = 1024 * 1024;

Unreadable unreadable(const char16_t* reason, QString place = {}) {
    return {QString::fromUtf16(reason), std::move(place)};
}

QString bytePlace(std::size_t offset) {
    return QStringLiteral("byte %1").arg(offset);
}

std::size_t firstBadUtf8(std::string_view bytes) {
    std::size_t good = 0;
    std::size_t step = bytes.size();
    // The longest valid prefix, by halving: simdjson only says yes or no.
    while (step > 0) {
        if (good + step <= bytes.size() && simdjson::validate_utf8(bytes.data() + good, step))
            good += step;
        else
            step /= 2;
    }
    return good;
}

Unreadable explain(simdjson::error_code code, std::string_view bytes) {
    switch (code) {
    case simdjson::DEPTH_ERROR: return unreadable(u"The JSON is nested more than 100 levels deep.");
    case simdjson::UTF8_ERROR:
        return unreadable(u"The text is not valid UTF-8.", bytePlace(firstBadUtf8(bytes)));
    case simdjson::EMPTY: return unreadable(u"The value is empty.");
    default: break;
    }
    QJsonParseError error;
    (void)QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size())),
                                  &error);
    if (error.error == QJsonParseError::NoError || error.offset < 0)
        return unreadable(u"The value is not JSON.");
    return unreadable(u"The value is not JSON.", bytePlace(static_cast<std::size_t>(error.offset)));
}

std::string_view withoutPrefix(std::string_view bytes) {
    // Confluent's wire format: a zero byte and a 4-byte schema id before the JSON.
    if (bytes.size() > 5 && bytes[0] == '\0') bytes.remove_prefix(5);
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    return bytes;
}

bool blank(std::string_view bytes) {
    return bytes.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace

Decoder::Decoder() = default;
Decoder::~Decoder() = default;

Decoder::Slot& Decoder::nextSlot() {
    if (used_ == slots_.size()) slots_.push_back(std::make_unique<Slot>());
    return *slots_[used_++];
}

Readable<Element> Decoder::parse(Slot& slot, std::string_view bytes) {
    const std::size_t padded = bytes.size() + simdjson::SIMDJSON_PADDING;
    if (slot.scratch.size() < padded) slot.scratch.resize(std::max<std::size_t>(padded * 3 / 2, 4096));
    std::memcpy(slot.scratch.data(), bytes.data(), bytes.size());
    if (slot.parser.capacity() < bytes.size() || slot.parser.max_depth() != mostDepth)
        if (slot.parser.allocate(std::max<std::size_t>(bytes.size() * 3 / 2, 4096), mostDepth))
            return tl::unexpected(unreadable(u"There is not enough memory to read the value."));
    Element root;
    if (const auto code = slot.parser.parse(slot.scratch.data(), bytes.size(), false).get(root))
        return tl::unexpected(explain(code, bytes));
    return root;
}

Readable<Element> Decoder::decode(std::string_view bytes) {
    used_ = 0;
    if (!slots_.empty() && slots_.front()->scratch.size() > keepBytes) slots_.clear(); // one huge record
    if (bytes.size() > mostBytes) return tl::unexpected(unreadable(u"The value is larger than 10 MB."));
    bytes = withoutPrefix(bytes);
    if (blank(bytes)) return tl::unexpected(unreadable(u"The value is empty."));
    Readable<Element> root = parse(nextSlot(), bytes);
    if (!root)
        if (const auto repaired = repairedJson(bytes)) {
            used_ = 0;
            root = parse(nextSlot(), *repaired);
        }
    if (!root) return root;
    return unwrap(*root);
}

Readable<Element> Decoder::decodeInner(std::string_view text) {
    if (used_ >= mostSlots || text.size() > mostBytes || blank(text))
        return tl::unexpected(unreadable(u"The text holds no JSON."));
    Readable<Element> root = parse(nextSlot(), text);
    if (!root)
        if (const auto repaired = repairedJson(text)) root = parse(nextSlot(), *repaired);
    if (!root) return root;
    if (std::string twice = duplicateKey(*root); !twice.empty())
        return tl::unexpected(
            unreadable(u"A key stands twice in one object.", QString::fromStdString(twice)));
    return root;
}

namespace {

/// Kafka Connect's JsonConverter with schemas.enable=true.
std::optional<Element> connectPayload(const dom::object& object) {
    Element schema;
    Element payload;
    if (object.size() != 2 || object.at_key("schema").get(schema) != simdjson::SUCCESS ||
        object.at_key("payload").get(payload) != simdjson::SUCCESS ||
        !(schema.is_object() || schema.is_null()))
        return {};
    return payload;
}

/// Debezium's change event: the row after an insert, update or snapshot; null after a delete.
std::optional<Element> rowAfterChange(const dom::object& object) {
    Element after;
    Element source;
    std::string_view operation;
    if (object.at_key("after").get(after) != simdjson::SUCCESS ||
        object.at_key("op").get(operation) != simdjson::SUCCESS || operation.size() != 1 ||
        object.at_key("source").get(source) != simdjson::SUCCESS || !source.is_object())
        return {};
    return after;
}

} // namespace

Readable<Element> Decoder::unwrap(Element root) {
    for (int level = 0; level < 4; ++level) {
        dom::object object;
        if (root.is_string()) {
            Readable<Element> inner = decodeInner(root.get_string().value_unsafe());
            if (!inner) return tl::unexpected(unreadable(u"The value is a JSON text, not a JSON object."));
            root = *inner;
        } else if (root.get(object) == simdjson::SUCCESS) {
            auto inside = connectPayload(object);
            if (!inside) inside = rowAfterChange(object);
            if (!inside) break;
            root = *inside;
        } else {
            break;
        }
    }
    if (std::string twice = duplicateKey(root); !twice.empty())
        return tl::unexpected(
            unreadable(u"A key stands twice in one object.", QString::fromStdString(twice)));
    return root;
}

namespace {

std::string pointerTo(const std::vector<std::string_view>& keys, std::string_view last) {
    std::string out;
    const auto append = [&](std::string_view key) {
        out += '/';
        for (const char c : key)
            out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    };
    for (const std::string_view key : keys)
        append(key);
    append(last);
    return out;
}

/// Differs for most keys that differ: length, first and last bytes.
std::uint64_t fingerprint(std::string_view key) {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    if (key.size() >= sizeof first) {
        std::memcpy(&first, key.data(), sizeof first);
        std::memcpy(&last, key.data() + key.size() - sizeof last, sizeof last);
        return (first * 31) ^ last ^ (std::uint64_t{key.size()} << 56);
    }
    for (const char c : key)
        first = first << 8 | static_cast<unsigned char>(c);
    return first ^ (std::uint64_t{key.size()} << 56);
}

/// Pairwise, for the few keys that an object mostly has.
constexpr std::size_t fewKeys = 16;
bool twiceAmongFew(const dom::object& object, std::string_view& which) {
    std::array<std::uint64_t, fewKeys> prints{};
    std::array<std::string_view, fewKeys> keys;
    std::size_t count = 0;
    for (const auto field : object) {
        const std::string_view key = field.key;
        const std::uint64_t print = fingerprint(key);
        for (std::size_t i = 0; i < count; ++i)
            if (prints[i] == print && keys[i] == key) {
                which = key;
                return true;
            }
        prints[count] = print;
        keys[count++] = key;
    }
    return false;
}

bool twiceAmongMany(const dom::object& object, std::size_t size, std::string_view& which) {
    std::vector<std::string_view> table(std::bit_ceil(size * 2));
    for (const auto field : object) {
        const std::string_view key = field.key;
        std::size_t place = std::hash<std::string_view>{}(key) & (table.size() - 1);
        for (; table[place].data() != nullptr; place = (place + 1) & (table.size() - 1))
            if (table[place] == key) {
                which = key;
                return true;
            }
        table[place] = key;
    }
    return false;
}

bool findTwice(Element at, std::vector<std::string_view>& path, std::string& found) {
    if (at.is_array()) {
        for (const Element child : asArray(at))
            if ((child.is_object() || child.is_array()) && findTwice(child, path, found)) return true;
        return false;
    }
    const dom::object object = asObject(at);
    const std::size_t size = object.size();
    std::string_view which;
    if (size > 1 && (size <= fewKeys ? twiceAmongFew(object, which) : twiceAmongMany(object, size, which))) {
        found = pointerTo(path, which);
        return true;
    }
    for (const auto field : object) {
        if (!field.value.is_object() && !field.value.is_array()) continue;
        path.push_back(field.key);
        if (findTwice(field.value, path, found)) return true;
        path.pop_back();
    }
    return false;
}

} // namespace

std::string duplicateKey(Element root) {
    if (!root.is_object() && !root.is_array()) return {};
    std::vector<std::string_view> path;
    std::string found;
    findTwice(root, path, found);
    return found;
}

} // namespace rowcast::transform
