#pragma once
/// The scratch spreadsheet of a live check, and asking Google in a straight line: each call waits for its
/// answer in an event loop of its own, so that a probe reads as the experiment it is. Session's thread; used
/// by live_*.cpp only.

#include "core/google/drive_about.h"
#include "core/google/drive_files.h"
#include "core/google/live_check.h"
#include "core/google/sheets_batch_update.h"
#include "core/google/sheets_values.h"

#include <initializer_list>

namespace rowcast::google {

class LiveSheet {
public:
    LiveSheet(Session& session, LiveOptions options) : session_(session), options_(std::move(options)) {}

    /// Waits for the answer; a used-up quota is waited out.
    [[nodiscard]] Answer<Reply> ask(const Call& call);
    /// Sends all at once, and waits for all; none is asked twice.
    [[nodiscard]] std::vector<Answer<Reply>> askTogether(const std::vector<Call>& calls);
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
    [[nodiscard]] const LiveOptions& options() const { return options_; }
    /// The account is a service account that acts for nobody.
    [[nodiscard]] bool isRobot() const { return about_.email.endsWith(u".gserviceaccount.com"); }
    [[nodiscard]] const Tab& firstTab() const { return firstTab_; }
    /// An id of metadata or a tab that nothing else of this check uses.
    [[nodiscard]] std::int32_t freshId() { return nextId_++; }

    [[nodiscard]] Call batchCall(const std::vector<std::string>& requests,
                                 const std::string& options = {}) const;
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
    LiveOptions options_;
    DriveAbout about_;
    DriveFile file_;
    WallTime madeAt_{};
    Tab firstTab_;
    std::vector<std::string> made_;
    std::int32_t nextId_ = 4'000'001;
};

} // namespace rowcast::google
