#include "core/intake/answers.h"

#include <array>
#include <cstdio>

namespace rowcast::intake {

namespace {

constexpr std::array kShort{
    "Anna Schmidt",
    "प्रिया शर्मा",
    "José Ñáñez",
    "محمد العلي",
    "李小龍",
    "Ольга Иванова",
    "さくら 🌸",
    "👩‍🌾 María",
    "O'Brien",
    "יעל כהן",
    "=1+1",
    "+1 up",
    "-5",
    "@home",
    "'quoted",
    "007",
    "1.50",
    "1e5",
    "TRUE",
    "2026-02-30",
    " two  spaces ",
    "a,b;c",
    "\"inner\" quotes",
    "back\\slash",
    "<b>&amp;</b>",
    "=HYPERLINK(\"http://example.com\";\"x\")",
    "null",
    "½ kg",
    "e\u0301 combined",
    "🏳️‍🌈👍🏽",
    "ﷺ",
    "Zoë\u200Bzero width",
    "नमस्ते दुनिया",
    "00012",
};

constexpr std::array kSentences{
    "All went well, thank you!",
    "The delivery came two days late.\nNobody called.",
    "बीज समय पर मिले, पर पानी कम था।",
    "El suelo está muy seco este año; ¿habrá ayuda?",
    "التطبيق بطيء جدًا على هاتفي.",
    "味は最高でした。また来ます！🍜",
    "Tabs\tand\r\nline breaks, \"quotes\" and \\ slashes.",
    "Мне понравилось всё, кроме цены.",
    "1) first 2) second; see http://example.com/?a=1&b=2#c",
    "👨‍👩‍👧‍👦 family of four, 🇮🇳 → 🇲🇽",
    "=SUM(A1:A9) is how I count it",
};

constexpr std::array kPhones{"+49 30 1234567", "0049 171 0000000", "98765 43210", "(555) 010-0199",
                             "+91-22-5550-0100"};
constexpr std::array kMails{"anna@example.com", "p.sharma@example.in", "jose+form@example.mx",
                            "o'brien@example.ie"};
constexpr std::array kLinks{"https://example.com/cv/42", "https://example.org/a?b=c&d=%20e",
                            "http://example.net/#top"};

template <class... Numbers>
std::string format(const char* pattern, Numbers... numbers) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), pattern, numbers...);
    return text.data();
}

std::string paragraph(Dice& dice) {
    std::string text;
    for (std::size_t left = 1 + dice.below(5); left > 0; --left)
        text += (text.empty() ? "" : " ") + std::string(dice.pick(kSentences));
    return text;
}

std::vector<std::string> several(const std::vector<std::string>& choices, Dice& dice) {
    std::vector<std::string> chosen;
    for (const std::string& choice : choices)
        if (dice.chance(0.4)) chosen.push_back(choice);
    if (chosen.empty()) chosen.push_back(dice.pick(choices));
    return chosen;
}

} // namespace

std::vector<std::string> answerTo(const FormQuestion& question, Dice& dice) {
    switch (question.style) {
    case AnswerStyle::Choice: return {dice.pick(question.choices)};
    case AnswerStyle::Checkboxes: return several(question.choices, dice);
    case AnswerStyle::Scale: return {std::to_string(1 + dice.below(5))};
    case AnswerStyle::YesNo: return {dice.chance(0.5) ? "true" : "false"};
    case AnswerStyle::ShortText: return {dice.pick(kShort)};
    case AnswerStyle::LongText: return {paragraph(dice)};
    case AnswerStyle::Phone: return {dice.pick(kPhones)};
    case AnswerStyle::Code: return {format("%06u", static_cast<unsigned>(dice.below(100'000)))};
    case AnswerStyle::Number:
        return {dice.chance(0.5) ? std::to_string(dice.below(10'000))
                                 : format("%u.%u5", static_cast<unsigned>(dice.below(500)),
                                          static_cast<unsigned>(dice.below(10)))};
    case AnswerStyle::Date:
        return {format("%04u-%02u-%02u", 1950U + static_cast<unsigned>(dice.below(80)),
                       1U + static_cast<unsigned>(dice.below(12)),
                       1U + static_cast<unsigned>(dice.below(28)))};
    case AnswerStyle::Time:
        return {format("%02u:%02u", static_cast<unsigned>(dice.below(24)),
                       static_cast<unsigned>(dice.below(60)))};
    case AnswerStyle::Email: return {dice.pick(kMails)};
    case AnswerStyle::Link: return {dice.pick(kLinks)};
    }
    Q_UNREACHABLE();
}

} // namespace rowcast::intake
