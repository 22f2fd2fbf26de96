#pragma once
/// What a profile's text would make of the newest records, beside how they are read now. Pure; any thread.

#include "core/browse/specimen_reader.h"
#include "core/model/profile_report.h"

namespace rowcast::browse {

[[nodiscard]] ProfileReport tryProfile(const std::string& text, const transform::Transformer& now,
                                       const std::vector<QuestionMap>& maps,
                                       const transform::Specimens& specimens);

} // namespace rowcast::browse
