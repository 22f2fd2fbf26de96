#pragma once
/// Invented questions, their map and the rows they make: the drawings' own. Plain functions; any thread.

#include "core/model/query.h"
#include "core/model/status.h"

namespace rowcast::shots {

/// The crop survey: 41 questions, two of them without a title.
[[nodiscard]] FormQuestions questions();
/// As many questions as wanted, every tenth without a title.
[[nodiscard]] FormQuestions manyQuestions(int count);
/// Answers a query of the Questions panel as the running program would; `known` is what QuestionsOf finds.
[[nodiscard]] QueryPage answer(const Query& query, const FormQuestions& known);
/// full(), with what waits in Questions.
[[nodiscard]] Status untitled();
/// Some days of a pipeline, newest first: what says `text`.
[[nodiscard]] ActivityList activity(const QString& text = {});

} // namespace rowcast::shots
