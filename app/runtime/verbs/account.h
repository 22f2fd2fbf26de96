#pragma once
/// The Google accounts as a verb finds them, without a running instance. Main thread of a verb; waits in an
/// event loop.

#include "core/base/result.h"
#include "core/google/account.h"
#include "core/settings/settings_file.h"

#include <vector>

namespace rowcast::app {

/// The owner first, then those that help it: from GOOGLE_APPLICATION_CREDENTIALS and the keychain. Never
/// empty: an error says why there is none.
[[nodiscard]] Result<std::vector<google::Credential>> accountsOf(const settings::Settings& settings);

} // namespace rowcast::app
