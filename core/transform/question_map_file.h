#pragma once
/// Question maps as files that people write: CSV or JSON, in and out. Pure; any thread. A wrong file gives an
/// error that names the line, and no map.

#include "core/base/result.h"
#include "core/model/question_map.h"

#include <string>
#include <string_view>

namespace rowcast::transform {

/// By its word in such files; none: it is not one.
[[nodiscard]] std::optional<QuestionType> questionTypeFrom(const QString& word);
/// All those words, for messages.
[[nodiscard]] QString questionTypeWords();
/// Told apart by the first character: { or [ is JSON.
[[nodiscard]] Result<QuestionMap> parseQuestionMap(const FormId& form, std::string_view file);
/// As CSV with a header; parseQuestionMap() reads the same map from it, but for the form's title.
[[nodiscard]] std::string questionMapCsv(const QuestionMap& map);
/// As JSON; parseQuestionMap() reads the same map from it.
[[nodiscard]] std::string questionMapJson(const QuestionMap& map);

} // namespace rowcast::transform
