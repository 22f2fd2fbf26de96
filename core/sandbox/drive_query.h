#pragma once
/// The `q` of files.list. Pure; any thread.
///
///   or   := and {"or" and} ; and := not {"and" not} ; not := ["not"] (term | "(" or ")")
///   term := field op value | value "in" field | ("properties" | "appProperties") "has" "{" "key=" v "and"
///   "value=" v "}" op   := "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" ; value := 'text' (\' and
///   \\ escaped) | true | false

#include "core/sandbox/drive_files.h"

#include <functional>
#include <memory>
#include <optional>

namespace rowcast::sandbox {

/// What a query may look at.
struct QueryFile {
    const DriveFiles& files;
    const File& file;
    const std::string& asking; ///< for sharedWithMe
    WallTime now;
};
using FileFilter = std::function<bool(const QueryFile&)>;

/// Nothing for what Google refuses as "Invalid Value". `rootId` stands for 'root'.
[[nodiscard]] std::optional<FileFilter> parseFileQuery(std::string_view query, const std::string& rootId);

} // namespace rowcast::sandbox
