#pragma once
/// One response's answers as cells of its form's row. Pure; one thread at a time.

#include "core/transform/cell_value.h"
#include "core/transform/form_book.h"
#include "core/transform/value_text.h"

namespace rowcast::transform {

class AnswerWriter {
public:
    AnswerWriter(Decoder& decoder, Zone& zone) : decoder_(decoder), zone_(zone) {}

    void beginRow(FormEntry& form);
    /// Takes all answers of one source.
    void read(const AnswerSource& source, Element response, Element document);
    /// The row's cells in the form's arena, with `responseId` beside them.
    void finish(Row& row, std::string_view responseId);

private:
    struct Draft {
        Cell cell;
        bool owned = false; ///< its text is in the arena already
    };
    void readContainer(const AnswerSource& source, Element container, Element response, Element document);
    void readAnswer(const AnswerPlace& place, std::string_view name);
    void writeAlso(const ValueRule& rule, const AnswerPlace& place, std::string_view id);
    // answer_choices.cpp
    void writeList(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                   std::string_view rowWord, const std::vector<Element>& values);
    void writeSplit(const AnswerPlace& place, std::string_view id, const std::vector<std::string>& chosen);
    [[nodiscard]] std::vector<std::string> chosenIn(std::string_view text) const;
    [[nodiscard]] std::string_view wordOf(const ValueRule& rule, const AnswerPlace& place,
                                          std::string_view text) const;
    // answer_writer.cpp
    void writeValue(const ValueRule& rule, const AnswerPlace& place, std::string_view id);
    void write(const ValueRule& rule, const AnswerPlace& place, std::string_view id, std::string_view rowWord,
               Element value);
    void writeObject(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                     std::string_view rowWord, Element value);
    void writePlaces(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                     std::string_view rowWord, simdjson::dom::array array);
    void writeText(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                   std::string_view rowWord, std::string_view text, bool owned);
    void writeNumber(const ValueRule& rule, const AnswerPlace& place, std::string_view id,
                     std::string_view rowWord, Element value);
    [[nodiscard]] std::uint32_t question(const AnswerPlace& place, std::string_view id,
                                         std::string_view rowWord);
    void put(std::uint32_t question, Cell cell, bool owned);
    /// All of a value as one text.
    [[nodiscard]] std::string textOf(const ValueRule& rule, const AnswerPlace& place, Element value);
    [[nodiscard]] std::string listText(const ValueRule& rule, const AnswerPlace& place,
                                       const std::vector<Element>& values);
    [[nodiscard]] Arena& arena();

    Decoder& decoder_;
    Zone& zone_;
    FormEntry* form_ = nullptr;
    std::vector<Draft> drafts_;
    std::string idBuffer_;
    const MappedChoices* choices_ = nullptr; ///< of the question that is being written
    bool several_ = false;                   ///< the text that is being written was a list
};

} // namespace rowcast::transform
