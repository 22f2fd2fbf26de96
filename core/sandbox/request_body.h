#pragma once
/// Request bodies and query parameters read through Google's schemas, refused in Google's words. Pure; any
/// thread.

#include "core/sandbox/api_error.h"
#include "core/sandbox/schema.h"
#include "core/sandbox/url.h"

namespace rowcast::sandbox {

/// Drive ignores what it does not know, Sheets and Forms refuse it.
enum class Unknown { Refuse, Ignore };

/// The body as normalised JSON: lowerCamelCase names, nulls dropped, floats rounded, int64 as numbers.
/// `root` is the proto name that Google's words put before paths ("data" for values.update, mostly "").
[[nodiscard]] Answer<> readBody(std::string_view body, const Message& message, std::string_view root,
                                Unknown unknown);

/// The method's query parameters as one object; repeated ones as arrays. `common` are left out of it.
[[nodiscard]] Answer<> readQuery(const QueryItems& query, const Method& method,
                                 const std::map<std::string, Type, std::less<>>& common, Unknown unknown);

/// "sheetId" → "sheet_id", as the paths in Google's refusals have it.
[[nodiscard]] std::string snakeCase(std::string_view camel);

} // namespace rowcast::sandbox
