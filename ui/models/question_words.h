#pragma once
/// Types of questions in words, as the grid shows them and people type or paste them. Pure; main thread.

#include "core/model/question_map.h"

#include <QStringList>

namespace rowcast::ui {

[[nodiscard]] QString typeWord(QuestionType type);
/// All of them, in the order offered.
[[nodiscard]] const std::vector<QuestionType>& questionTypes();
/// On screen, in our files or nearly so ("yes/no", "Yes / no"). None: it is no type.
[[nodiscard]] std::optional<QuestionType> typeFrom(const QString& word);
/// "as it comes": the map says nothing of the type.
[[nodiscard]] QString noTypeWord();
[[nodiscard]] std::optional<bool> shownFrom(const QString& word);

} // namespace rowcast::ui
