#pragma once
/// A form's questions with real answers, and its newest responses as rows under a map that is not saved.
/// Pure; any thread.

#include "core/browse/specimen_reader.h"
#include "core/model/query.h"

namespace rowcast::browse {

/// Adds the newest different answers to the questions, as payloads give them, and what payloads say of the
/// questions themselves.
void addSamples(FormQuestions& questions, const transform::Transformer& now,
                const transform::Specimens& specimens);

/// Header and rows as the sheet would show them.
[[nodiscard]] QueryPage previewOf(const PreviewMap& asked, const transform::Transformer& now,
                                  const transform::Specimens& specimens);

} // namespace rowcast::browse
