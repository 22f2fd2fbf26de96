#pragma once
/// One cell in 16 bytes: its value, and the number of what else it carries (format, note, …). Plain value.

#include <atomic>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <utility>

namespace rowcast::sandbox {

/// An immutable text of one pointer; copies share it.
class Text {
public:
    Text() = default;
    explicit Text(std::string_view text) : m_block(allocate(text)) {}
    Text(const Text& other) : m_block(other.m_block) {
        if (m_block) m_block->uses.fetch_add(1, std::memory_order_relaxed);
    }
    Text(Text&& other) noexcept : m_block(std::exchange(other.m_block, nullptr)) {}
    Text& operator=(Text other) noexcept {
        std::swap(m_block, other.m_block);
        return *this;
    }
    ~Text() {
        if (m_block && m_block->uses.fetch_sub(1, std::memory_order_acq_rel) == 1) ::operator delete(m_block);
    }
    [[nodiscard]] std::string_view view() const {
        return m_block ? std::string_view(reinterpret_cast<const char*>(m_block + 1), m_block->size)
                       : std::string_view();
    }

private:
    struct Block {
        std::atomic<std::uint32_t> uses{1};
        std::uint32_t size = 0;
    };
    static Block* allocate(std::string_view text) {
        auto* block = new (::operator new(sizeof(Block) + text.size())) Block;
        block->size = std::uint32_t(text.size());
        std::memcpy(reinterpret_cast<char*>(block + 1), text.data(), text.size());
        return block;
    }
    Block* m_block = nullptr;
};

/// What the cell holds. Formulas are kept and shown, not evaluated.
class Cell {
public:
    enum class Kind : std::uint8_t { Empty, Number, Bool, Text, Formula };

    Cell() {}
    Cell(const Cell& other) { copy(other); }
    Cell(Cell&& other) noexcept { steal(other); }
    Cell& operator=(const Cell& other) {
        if (this != &other) {
            clear();
            copy(other);
        }
        return *this;
    }
    Cell& operator=(Cell&& other) noexcept {
        if (this != &other) {
            clear();
            steal(other);
        }
        return *this;
    }
    ~Cell() { clear(); }

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool hasValue() const { return m_kind != Kind::Empty; }
    [[nodiscard]] bool blank() const { return m_kind == Kind::Empty && m_extras == 0; }
    [[nodiscard]] double number() const {
        return m_kind == Kind::Number ? m_number : m_kind == Kind::Bool ? m_bool : 0;
    }
    [[nodiscard]] bool boolean() const { return m_kind == Kind::Bool && m_bool; }
    [[nodiscard]] std::string_view text() const { return holdsText() ? m_text.view() : std::string_view(); }
    /// Index into the spreadsheet's `ExtrasPool`; 0 = nothing.
    [[nodiscard]] std::uint32_t extras() const { return m_extras; }
    void setExtras(std::uint32_t extras) { m_extras = extras; }

    void setEmpty() { clear(); }
    void setNumber(double number) {
        clear();
        m_kind = Kind::Number;
        m_number = number;
    }
    void setBool(bool value) {
        clear();
        m_kind = Kind::Bool;
        m_bool = value;
    }
    /// `kind`: Text or Formula.
    void setText(std::string_view text, Kind kind = Kind::Text) {
        clear();
        new (&m_text) Text(text);
        m_kind = kind;
    }
    void setValueOf(const Cell& other) {
        const auto extras = m_extras;
        *this = other;
        m_extras = extras;
    }

private:
    [[nodiscard]] bool holdsText() const { return m_kind == Kind::Text || m_kind == Kind::Formula; }
    void clear() {
        if (holdsText()) m_text.~Text();
        m_kind = Kind::Empty;
    }
    void copy(const Cell& other) {
        m_extras = other.m_extras;
        if (other.holdsText())
            new (&m_text) Text(other.m_text);
        else if (other.m_kind == Kind::Bool)
            m_bool = other.m_bool;
        else
            m_number = other.m_kind == Kind::Number ? other.m_number : 0;
        m_kind = other.m_kind;
    }
    void steal(Cell& other) {
        m_extras = other.m_extras;
        if (other.holdsText())
            new (&m_text) Text(std::move(other.m_text));
        else if (other.m_kind == Kind::Bool)
            m_bool = other.m_bool;
        else
            m_number = other.m_kind == Kind::Number ? other.m_number : 0;
        m_kind = other.m_kind;
        other.clear();
    }

    std::uint32_t m_extras = 0;
    Kind m_kind = Kind::Empty;
    union {
        double m_number = 0;
        bool m_bool;
        Text m_text;
    };
};

} // namespace rowcast::sandbox
