#pragma once
/// The scratch spreadsheet of a live check, and asking Google in a straight line: each call waits for its
/// answer in an event loop of its own, so that a probe reads as the experiment it is. Session's thread; used
/// by live_*.cpp only.

#include "core/google/drive_files.h"
#include "core/google/session.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_values.h"

#include <initializer_list>

namespace rowcast::google {

class LiveSheet {
public:
    explicit LiveSheet(Session& session, std::string folder)
        : session_(session), folder_(std::move(folder)) {}

    /// Waits for the answer; a used-up quota is waited out.
    [[nodiscard]] Answer<Reply> ask(const Call& call);
    void pause(Millis time);

    /// Makes the spreadsheet. Its first tab is asked for at once.
    [[nodiscard]] std::optional<Failure> make();
    /// Everything that this check made goes to the trash.
    [[nodiscard]] std::optional<Failure> trashAll();
    /// Another file that trashAll() has to take away.
    void alsoTrash(const std::string& id) { made_.push_back(id); }

    [[nodiscard]] const DriveFile& file() const { return file_; }
    [[nodiscard]] WallTime madeAt() const { return madeAt_; }
    [[nodiscard]] SpreadsheetId id() const { return SpreadsheetId(file_.id); }
    [[nodiscard]] const std::string& folder() const { return folder_; }
    [[nodiscard]] const Tab& firstTab() const { return firstTab_; }
    /// An id of metadata or a tab that nothing else of this check uses.
    [[nodiscard]] std::int32_t freshId() { return nextId_++; }

    /// One batchUpdate of these requests (live_requests.h writes them).
    [[nodiscard]] Answer<BatchUpdated> batch(const std::vector<std::string>& requests,
                                             const std::string& options = {});
    [[nodiscard]] Answer<std::vector<Metadata>> entries(const MetadataLookup& lookup);
    [[nodiscard]] bool hasEntry(std::int32_t id);
    [[nodiscard]] std::optional<Metadata> entry(std::int32_t id);
    /// A new tab of this size; 0 if it could not be made.
    [[nodiscard]] std::int32_t tab(int rows = 100, int columns = 10);
    /// Stored values of a tab.
    [[nodiscard]] std::vector<std::vector<Value>> rows(std::int32_t tab, Render render = Render::Unformatted);

private:
    Session& session_;
    std::string folder_;
    DriveFile file_;
    WallTime madeAt_{};
    Tab firstTab_;
    std::vector<std::string> made_;
    std::int32_t nextId_ = 4'000'001;
};

} // namespace rowcast::google
