#pragma once
/// Bytes of a record → JSON document. Pure, one thread at a time; an unreadable record is an Unreadable,
/// never an exception. Elements and their texts live until the next decode().

#include <QString>

#include <memory>
#include <simdjson.h>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace rowcast::transform {

using Element = simdjson::dom::element;

/// By value, since a loop over simdjson's result would outlive it. Precondition: it is one.
[[nodiscard]] inline simdjson::dom::array asArray(Element element) {
    return element.get_array().value_unsafe();
}
[[nodiscard]] inline simdjson::dom::object asObject(Element element) {
    return element.get_object().value_unsafe();
}

/// Why a record cannot be read, and where.
struct Unreadable {
    QString reason;
    QString place;
};
template <class T>
using Readable = tl::expected<T, Unreadable>;

class Decoder {
public:
    static constexpr std::size_t mostBytes = 10 * 1024 * 1024;
    static constexpr std::size_t mostDepth = 100;

    Decoder();
    ~Decoder();

    /// The record's value as one document: a schema-registry prefix, a byte order mark, a string that holds
    /// JSON, Connect's {schema, payload} and Debezium's {before, after, source, op} are taken off. Null: the
    /// envelope says that there is no value.
    [[nodiscard]] Readable<Element> decode(std::string_view bytes);
    /// A text inside the document that holds JSON itself; nullopt-like error if it does not.
    [[nodiscard]] Readable<Element> decodeInner(std::string_view text);

private:
    struct Slot;
    [[nodiscard]] Slot& nextSlot();
    [[nodiscard]] Readable<Element> parse(Slot& slot, std::string_view bytes);
    [[nodiscard]] Readable<Element> unwrap(Element root);

    std::vector<std::unique_ptr<Slot>> slots_;
    std::size_t used_ = 0;
};

/// The JSON Pointer of a key that stands twice in one object; empty: none does.
[[nodiscard]] std::string duplicateKey(Element root);

} // namespace rowcast::transform
