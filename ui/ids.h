#pragma once
/// Ids for commands and queries: random, so that window, tray and local socket never meet without knowing of
/// each other. Main thread.

#include <cstdint>

namespace rowcast::ui {

[[nodiscard]] std::uint64_t newId();

} // namespace rowcast::ui
