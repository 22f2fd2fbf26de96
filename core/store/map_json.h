#pragma once
/// A question map as the JSON text that the store keeps. Pure; any thread.

#include "core/model/question_map.h"

#include <QByteArray>

namespace rowcast::store {

[[nodiscard]] QByteArray toJson(const QuestionMap& map);
/// None if the text is not a question map of ours.
[[nodiscard]] std::optional<QuestionMap> mapFromJson(const FormId& form, const QByteArray& json);

} // namespace rowcast::store
