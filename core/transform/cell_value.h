#pragma once
/// Texts and numbers of answers as typed cells. Pure; independent of the locale; any thread.

#include "core/model/row.h"
#include "core/transform/time_format.h"

#include <string>

namespace rowcast::transform {

/// `text` as a value of `kind`: its `number` in the cell. None: it does not parse as that, and stays text.
[[nodiscard]] std::optional<double> parseAs(CellKind kind, std::string_view text, const TimeFormat* format,
                                            Zone& zone);
/// A number of the payload as a value of `kind`; epoch seconds or milliseconds as times.
[[nodiscard]] std::optional<double> numberAs(CellKind kind, double number, const TimeFormat* format,
                                             Zone& zone);
/// The shortest text that reads back as the same number.
[[nodiscard]] std::string numberText(double number);
/// Entities decoded and tags taken out: some products send texts as HTML.
[[nodiscard]] std::string withoutHtml(std::string_view text);

} // namespace rowcast::transform
