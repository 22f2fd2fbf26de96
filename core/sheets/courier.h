#pragma once
/// Carries one asked action to Google and its outcome back. Knows endpoints and JSON, decides nothing.
/// Delivery thread.

#include "core/google/folder.h"
#include "core/google/session.h"
#include "core/sheets/protocol.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rowcast::sheets {

class Courier : public QObject {
    Q_OBJECT
public:
    using Answer = std::function<void(const Outcome&)>;

    /// `folder`: name, id or link of the folder that the spreadsheets stand in; looked up with each list of
    /// indexes.
    /// `shareNew`: who gets each new form's spreadsheet. `patience` scales the waits.
    Courier(google::Session& session, QString folder, std::vector<Share> shareNew, double patience,
            QObject* parent = nullptr);

    void carry(const ReadState& ask, const Answer& done);
    void carry(const ReadColumns& ask, const Answer& done);
    void carry(const ReadIds& ask, const Answer& done);
    void carry(const ReadRows& ask, const Answer& done);
    void carry(const ReadTagged& ask, const Answer& done);
    /// `reserved`: spends the write that was reserved for this batch.
    void carry(const Write& ask, const Answer& done, bool reserved = false);
    void carry(const ReadClaims& ask, const Answer& done);
    void carry(const CheckFile& ask, const Answer& done);
    void carry(const FindFiles& ask, const Answer& done);
    void carry(const CreateFile& ask, const Answer& done);
    void carry(const TrashFile& ask, const Answer& done);
    void carry(const ListIndexes& ask, const Answer& done);
    void carry(const CreateIndex& ask, const Answer& done);
    void carry(const Wait& ask, const Answer& done);

signals:
    /// The folder was found or made.
    void folderFound(const QString& id, const QString& name, const QString& url);
    /// A spreadsheet that it made could not be shared as asked. Empty `what`: by now all are.
    void notShared(const rowcast::Error& error);

private:
    using Found = std::function<void(const google::Reply&)>;
    void send(const google::Call& call, const Answer& done, Found found);
    void search(const SpreadsheetId& sheet, const std::string& key, const Answer& done,
                std::function<void(const std::vector<Metadata>&)> found);
    void grid(const SpreadsheetId& sheet, const std::vector<std::string>& ranges, const Answer& done,
              std::function<void(const google::Spreadsheet&)> found);
    void findHeader(const ReadColumns& ask, const SheetView& seen, const Answer& done);
    void create(const std::string& name, const std::string& property, const std::string& value,
                const Answer& done);
    /// Marks a file of ours as such and shares it as the settings say. Asked twice, it is done once.
    void settle(const google::DriveFile& file, const std::function<void()>& then);
    /// One reader after another: a bad address must not keep the others out.
    void share(const std::string& file, std::vector<Share> wanted, const std::optional<Error>& refused,
               const std::function<void()>& then);
    void shared(const std::string& file, const std::optional<Error>& refused,
                const std::function<void()>& then);
    [[nodiscard]] bool isUnsettled(const google::DriveFile& file) const;
    void shareUnsettled();
    using Files = std::function<void(const std::vector<google::DriveFile>&, WallTime)>;
    /// All pages of files of ours in these folders that `query` finds; those that are copies of ours left
    /// out.
    void list(const std::vector<google::DriveFile>& folders, const std::string& query, const Answer& done,
              const Files& found);
    void listPage(const google::FileQuery& query, std::vector<google::DriveFile> sofar, const Answer& done,
                  const Files& found);
    /// The file or, where there is none any more, nothing.
    void look(const std::string& file, const Answer& done,
              std::function<void(const std::optional<google::DriveFile>&)> then);
    /// The folders that the settings name and the indexes in them, by a list of then, Google's clock.
    struct Seen {
        std::vector<google::DriveFile> folders;
        std::vector<google::DriveFile> indexes;
        WallTime at{};
    };
    /// Looks for the folders. One that we made counts for as long as it stands, though no list shows it yet.
    void withFolders(google::IfMissing ifMissing, const Answer& done,
                     const std::function<void(const Seen&)>& then);
    void withHome(const Answer& done, const std::function<void()>& then);
    void useFolder(const google::DriveFile& folder);
    void lookForUsed(const SpreadsheetId& used, Seen seen, const Answer& done);
    void tellIndexes(const SpreadsheetId& used, Seen seen, const Answer& done);

    google::Session& session_;
    QString folder_;
    std::vector<Share> shareNew_;
    google::DriveFile home_; ///< the folder in use; no id: not found yet
    std::string made_;       ///< the folder that we made, which lists may not show yet
    double patience_;
    std::map<std::string, Error> unshared_; ///< files that did not reach all their readers, and why
    QTimer again_;                          ///< for those whose reason passes
};

} // namespace rowcast::sheets
