#pragma once
/// The people's page at `/` and what stands behind it under /sandbox: files, grids, gestures, keys and tokens
/// for scripts. No sign-in, no quota, no faults. One thread at a time.

#include "core/sandbox/google.h"
#include "core/sandbox/url.h"

#include <optional>

namespace rowcast::sandbox {

struct World;

/// GET  /, /spreadsheets/d/ID/edit        the page
/// GET  /sandbox/files, /sandbox/sheet?file=&sheet=&first=&count=, /sandbox/changes, /sandbox/counts
/// GET  /sandbox/key[?email=]             a service-account key file
/// GET  /sandbox/token?email=&scope=      an access token without sign-in
/// POST /sandbox/do {action, file, sheet, row, column, text}
/// Nothing for any other path.
[[nodiscard]] std::optional<Response> answerPeople(World& world, const Request& request,
                                                   const std::vector<std::string>& path,
                                                   const QueryItems& query, WallTime now);

[[nodiscard]] std::string_view peoplePage();

} // namespace rowcast::sandbox
