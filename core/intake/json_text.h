#pragma once
/// JSON text, appended. Pure; any thread.

#include <string>
#include <string_view>

namespace rowcast::intake {

/// `text` (UTF-8) as a JSON string with its quotes.
void appendQuoted(std::string& out, std::string_view text);
/// `"name":` with a comma before it unless it is the first.
void appendName(std::string& out, std::string_view name);

} // namespace rowcast::intake
