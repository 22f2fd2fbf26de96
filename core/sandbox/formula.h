#pragma once
/// Formulas as text: they are kept and shown, not evaluated. Pure; any thread.

#include <string>
#include <string_view>

namespace rowcast::sandbox {

/// The formula as it reads `rows` further down and `columns` further right: references without "$" go along;
/// "#REF!" where one would leave the sheet.
[[nodiscard]] std::string movedFormula(std::string_view formula, int rows, int columns);

} // namespace rowcast::sandbox
