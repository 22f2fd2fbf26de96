#pragma once
/// A question map, and what is known of a form's questions, as the JSON texts that the store keeps. Pure;
/// any thread.

#include "core/model/form_questions.h"

#include <QByteArray>

namespace rowcast::store {

[[nodiscard]] QByteArray toJson(const QuestionMap& map);
/// None if the text is not a question map of ours.
[[nodiscard]] std::optional<QuestionMap> mapFromJson(const FormId& form, const QByteArray& json);
/// Without map versions, samples and definition.
[[nodiscard]] QByteArray toJson(const FormQuestions& questions);
/// What the text does not say stays as it is of a form that nobody knows.
[[nodiscard]] FormQuestions questionsFromJson(const FormId& form, const QByteArray& json);

} // namespace rowcast::store
