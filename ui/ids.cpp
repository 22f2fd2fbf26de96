#include "ui/ids.h"

#include <QRandomGenerator>

namespace rowcast::ui {

std::uint64_t newId() {
    return QRandomGenerator::global()->generate64() | 1U; // 0 means none
}

} // namespace rowcast::ui
