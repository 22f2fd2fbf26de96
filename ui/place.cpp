#include "ui/place.h"

#include <QCoreApplication>

namespace rowcast::ui {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("places", text);
}
} // namespace

PlaceFace faceOf(Place place) {
    switch (place) {
    case Place::Overview: return {tr("Overview"), QStringLiteral("speedometer")};
    case Place::Questions: return {tr("Questions"), QStringLiteral("view-list-details")};
    case Place::Activity: return {tr("Activity"), QStringLiteral("view-history")};
    case Place::Google: return {tr("Google"), QStringLiteral("internet-services"), true};
    }
    return {};
}

} // namespace rowcast::ui
