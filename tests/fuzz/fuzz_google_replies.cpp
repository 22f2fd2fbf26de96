// Whatever Google, a proxy or a stranger at the loopback port sends is read or refused, never crashed on. The
// first byte chooses the reader.
#include "core/google/account.h"
#include "core/google/consent.h"
#include "core/google/drive_about.h"
#include "core/google/drive_files.h"
#include "core/google/drive_permissions.h"
#include "core/google/errors.h"
#include "core/google/folder.h"
#include "core/google/grants.h"
#include "core/google/service_account.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"
#include "core/google/sheets_values.h"
#include "core/google/wire.h"

#include <cstddef>
#include <cstdint>

using namespace rowcast;
using namespace rowcast::google;

namespace {

void readError(const QByteArray& body) {
    Outcome outcome;
    outcome.write = true;
    outcome.http = body.isEmpty() ? 0 : 400 + static_cast<unsigned char>(body[0]) % 110;
    outcome.body = body;
    if (failureOf(outcome).error.what.isEmpty()) qFatal("a refusal without a sentence");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const QByteArray body(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
    const Reply reply{body, {}, 200};
    switch (data[0] % 14) {
    case 0: static_cast<void>(parseSheetsGet(reply)); break;
    case 1: static_cast<void>(parseBatchUpdated(reply)); break;
    case 2: static_cast<void>(parseSearchMetadata(reply)); break;
    case 3: static_cast<void>(parseValuesByTag(reply)); break;
    case 4: static_cast<void>(parseValuesGet(reply)); break;
    case 5: static_cast<void>(parseFilePage(reply)); break;
    case 6: static_cast<void>(parsePermissionPage(reply)); break;
    case 7: static_cast<void>(parseDriveAbout(reply)); break;
    case 8: static_cast<void>(parseGrant(body)); break;
    case 9: readError(body); break;
    case 10: static_cast<void>(readRedirect(body, "state")); break;
    case 11: static_cast<void>(parseServiceAccountKey(body)); break;
    case 12: static_cast<void>(driveIdIn(QString::fromUtf8(body))); break;
    case 13: static_cast<void>(httpDate(body)); break;
    default: break;
    }
    return 0;
}
