#include "core/google/live_sheet.h"

#include "core/google/errors.h"
#include "core/google/live_requests.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"

#include <QDateTime>
#include <QEventLoop>
#include <QTimer>

namespace rowcast::google {

Answer<Reply> LiveSheet::ask(const Call& call) {
    Answer<Reply> got = tl::unexpected(Failure{});
    for (int tries = 0; tries < 6; ++tries) {
        QEventLoop loop;
        session_.send(call, &loop, [&](const Answer<Reply>& answer) {
            got = answer;
            loop.quit();
        });
        loop.exec();
        if (got || got.error().reason != Reason::RateLimited) break;
        pause(got.error().error.retryAfter.value_or(Millis{5000}));
    }
    return got;
}

std::vector<Answer<Reply>> LiveSheet::askTogether(const std::vector<Call>& calls) {
    std::vector<Answer<Reply>> got(calls.size(), tl::unexpected(Failure{}));
    std::size_t open = calls.size();
    QEventLoop loop;
    for (std::size_t i = 0; i < calls.size(); ++i)
        session_.send(calls[i], &loop, [&, i](const Answer<Reply>& answer) {
            got[i] = answer;
            if (--open == 0) loop.quit();
        });
    if (open > 0) loop.exec();
    return got;
}

void LiveSheet::pause(Millis time) {
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

std::optional<Failure> LiveSheet::make() {
    const auto about = ask(driveAbout()).and_then(parseDriveAbout);
    if (!about) return about.error();
    about_ = *about;
    NewFile wanted;
    wanted.name = "Rowcast live check " + QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    wanted.parent = options_.folder;
    wanted.properties["rowcastCheck"] = std::to_string(wallNow().time_since_epoch().count());
    const auto reply = ask(driveCreate(wanted));
    const auto made = reply.and_then(parseDriveFile);
    if (!made) return made.error();
    file_ = *made;
    madeAt_ = reply->serverDate;
    made_.push_back(file_.id);
    const auto seen = ask(sheetsGet(id(), {}, "sheets.properties")).and_then(parseSheetsGet);
    if (!seen) return seen.error();
    if (seen->tabs.empty()) return garbled("sheets.get", QStringLiteral("a spreadsheet without tabs"));
    firstTab_ = seen->tabs.front();
    return {};
}

std::optional<Failure> LiveSheet::trashAll() {
    std::optional<Failure> failure;
    for (const std::string& one : made_) {
        FileChange change;
        change.trashed = true;
        if (const auto reply = ask(driveUpdate(one, change)); !reply) failure = reply.error();
    }
    made_.clear();
    return failure;
}

Call LiveSheet::batchCall(const std::vector<std::string>& requests, const std::string& options) const {
    std::string body = R"({"requests":[)";
    for (const std::string& request : requests) {
        if (body.back() != '[') body += ',';
        body += request;
    }
    body += ']' + options + '}';
    return sheetsBatchUpdate(id(), QByteArray::fromStdString(body));
}

Answer<BatchUpdated> LiveSheet::batch(const std::vector<std::string>& requests, const std::string& options) {
    return ask(batchCall(requests, options)).and_then(parseBatchUpdated);
}

Answer<std::vector<Metadata>> LiveSheet::entries(const MetadataLookup& lookup) {
    return ask(sheetsSearchMetadata(id(), {lookup})).and_then(parseSearchMetadata);
}

std::optional<Metadata> LiveSheet::entry(std::int32_t metadata) {
    MetadataLookup lookup;
    lookup.id = metadata;
    const auto found = entries(lookup);
    return found && !found->empty() ? std::optional(found->front()) : std::nullopt;
}

bool LiveSheet::hasEntry(std::int32_t metadata) {
    return entry(metadata).has_value();
}

std::int32_t LiveSheet::tab(int rows, int columns) {
    const std::int32_t made = freshId();
    return batch({live::addTab(made, "t" + std::to_string(made), rows, columns)}) ? made : 0;
}

std::vector<std::vector<Value>> LiveSheet::rows(std::int32_t tab, Render render) {
    // Quoted: without a "!" Google takes t7 for the cell T7 before it looks for a tab of that name.
    const std::string range = "'t" + std::to_string(tab) + "'";
    const auto block = ask(sheetsValuesGet(id(), range, Major::Rows, render)).and_then(parseValuesGet);
    return block ? block->lines : std::vector<std::vector<Value>>{};
}

} // namespace rowcast::google
