#pragma once
/// Append-only UTF-8 JSON text for large requests: answers go from their arena slices into the body with one
/// copy. The caller sets the commas. Any thread.

#include <QByteArray>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace rowcast::sheets {

class JsonWriter {
public:
    explicit JsonWriter(qsizetype expected = 4096) { room(expected); }

    JsonWriter& raw(std::string_view json) {
        room(static_cast<qsizetype>(json.size()));
        put(json);
        return *this;
    }
    /// With its quotes. Input must be valid UTF-8.
    JsonWriter& text(std::string_view text);
    JsonWriter& number(std::int64_t value) { return format(value); }
    JsonWriter& number(double value) { return format(value); }

    /// Takes back the last byte: a comma that nothing follows. Precondition: there is one.
    JsonWriter& dropLast() {
        --used_;
        return *this;
    }

    [[nodiscard]] qsizetype size() const { return used_; }
    [[nodiscard]] QByteArray take() {
        buffer_.truncate(used_);
        buffer_.squeeze(); // it waits, with others, for Google's quota
        used_ = 0;
        return std::move(buffer_);
    }

private:
    void room(qsizetype bytes) {
        if (used_ + bytes <= buffer_.size()) return;
        buffer_.resize(std::max(2 * buffer_.size(), used_ + bytes));
        data_ = buffer_.data();
    }
    void put(std::string_view bytes) {
        std::memcpy(data_ + used_, bytes.data(), bytes.size());
        used_ += static_cast<qsizetype>(bytes.size());
    }
    template <class T>
    JsonWriter& format(T value) {
        room(32);
        used_ = std::to_chars(data_ + used_, data_ + used_ + 32, value).ptr - data_;
        return *this;
    }
    void escape(unsigned char byte);

    QByteArray buffer_;
    char* data_ = nullptr;
    qsizetype used_ = 0;
};

} // namespace rowcast::sheets
