#pragma once
/// The tables of the store, by version. Delivery thread.

#include "core/store/database.h"

namespace rowcast::store {

/// Brings the database to this program's version, step by step; one made by a newer program is refused.
[[nodiscard]] Result<> upgrade(const Database& database);

} // namespace rowcast::store
