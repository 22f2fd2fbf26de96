#pragma once
/// One filled-in form, the JSON that a form product would send of it, and what a sheet must then show. Pure;
/// any thread.

#include "core/base/time.h"
#include "core/intake/dice.h"
#include "core/intake/form.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace rowcast::intake {

struct Answer {
    QuestionId question;
    std::string label; ///< the question's title
    AnswerStyle style = AnswerStyle::ShortText;
    std::vector<std::string> values; ///< as written or chosen; several for checkboxes only
    bool operator==(const Answer&) const = default;
};

struct Response {
    FormId form;
    std::string id;
    WallTime submittedAt{};
    std::vector<Answer> answers; ///< unanswered questions are absent
    bool operator==(const Response&) const = default;
};

/// How the JSON looks: the Google Forms API's, all in one object, or a list of answers
/// with their labels.
enum class Shape { Google, Flat, Nested };

/// Answers as people give them: some left out, every script, texts that look like numbers or formulas.
[[nodiscard]] Response fillIn(const Form& form, std::string id, WallTime submittedAt, Dice& dice);
[[nodiscard]] std::string toJson(const Response& response, Shape shape);

/// What one cell shows, read through the API: a text, a number (dates and times as a spreadsheet counts
/// them), or yes and no.
using Shown = std::variant<std::string, double, bool>;
/// By question; a cell of any other question is empty. `mapped`: the form's question map is in use. A text
/// longer than a cell is given whole.
[[nodiscard]] std::map<QuestionId, Shown> expectedCells(const Response& response, Shape shape, bool mapped);
/// "Submitted at" in a sheet whose zone is UTC.
[[nodiscard]] double expectedSubmittedAt(const Response& response);

} // namespace rowcast::intake
