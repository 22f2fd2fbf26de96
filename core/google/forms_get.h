#pragma once
/// forms.get: a Google form's questions as its editor has them, as a question map. Pure; any thread.
/// https://developers.google.com/workspace/forms/api/reference/rest/v1/forms

#include "core/google/call.h"
#include "core/model/question_map.h"

namespace rowcast::google {

/// `form`: its id, or the link of its edit page.
[[nodiscard]] Call formsGet(const QString& form);
/// Rows of a grid are questions of their own, titled "Grid [Row]". The form's id is left empty.
[[nodiscard]] Answer<QuestionMap> parseFormsGet(const Reply& reply);

} // namespace rowcast::google
