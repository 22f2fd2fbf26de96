#pragma once
/// What a response itself says of its form's questions (Typeform, Tally): titles, types and choices, in the
/// form's order. Read only when people ask for it, never on the way of a row. Pure; any thread.

#include "core/transform/profile.h"

namespace rowcast::transform {

[[nodiscard]] std::vector<QuestionMap::Entry> definedIn(const Profile& profile, Element response,
                                                        Element document);

} // namespace rowcast::transform
