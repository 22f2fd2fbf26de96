#pragma once
/// What a row's cell becomes in a sheet: typed, cut at Google's limit, dates as serial numbers. Shared by the
/// writer and by the check that reads rows back. Pure; any thread.

#include "core/model/row.h"
#include "core/sheets/metadata.h"

#include <QTimeZone>

#include <string>
#include <string_view>

namespace rowcast::sheets {

/// Google refuses more characters (UTF-16 units) in a cell.
inline constexpr std::size_t kCellLimit = 50'000;

/// True if the text does not fit a cell.
[[nodiscard]] bool mustCut(std::string_view text);
/// The text as far as it fits, with a visible mark that tells its whole length.
[[nodiscard]] std::string cutText(std::string_view text);

/// What the cell holds once it is written. Empty texts and numbers that are none leave it empty or text.
[[nodiscard]] Value valueOf(const Cell& cell);

/// UTC to a spreadsheet's serial date (days since 1899-12-30) in a zone. Remembers the offset of the last
/// quarter of an hour, since asking QTimeZone costs microseconds.
class SerialClock {
public:
    /// An unknown name counts as UTC.
    explicit SerialClock(const std::string& zone);
    [[nodiscard]] double serial(WallTime at);

private:
    QTimeZone zone_;
    std::int64_t quarter_ = -1;
    std::int64_t offset_ = 0; ///< ms
};

} // namespace rowcast::sheets
