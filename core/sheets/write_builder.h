#pragma once
/// A WritePlan as the JSON of spreadsheets.batchUpdate, in well under a microsecond a row. Pure; any thread.

#include "core/sheets/write_plan.h"

#include <QByteArray>

namespace rowcast::sheets {

/// The body; it asks for header row and column tags in the reply if the plan has a tab title.
[[nodiscard]] QByteArray encode(const WritePlan& plan);
/// The mask for the reply's URL parameter `fields`: only what sheetView needs.
[[nodiscard]] QByteArray replyFields();
/// The same of a spreadsheets.get.
[[nodiscard]] QByteArray viewFields();

} // namespace rowcast::sheets
