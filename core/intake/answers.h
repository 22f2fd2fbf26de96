#pragma once
/// Texts that people write into forms, and that break careless programs. Pure; any thread.

#include "core/intake/dice.h"
#include "core/intake/form.h"

namespace rowcast::intake {

/// The values of one answer of this question: several for checkboxes, else one.
[[nodiscard]] std::vector<std::string> answerTo(const FormQuestion& question, Dice& dice);

} // namespace rowcast::intake
