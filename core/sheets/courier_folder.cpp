#include "core/sheets/courier.h"

#include "core/google/folder.h"
#include "core/google/sharing.h"
#include "core/sheets/claim.h"
#include "core/sheets/wire.h"

#include <algorithm>

// properties of a file of ours: rowcastForm = 16 hash characters of the form's id, or rowcastIndex = "1";
//                               rowcastFile = the file's own id, so that a copy is told from its original

namespace rowcast::sheets {

namespace {

constexpr char kForm[] = "rowcastForm";
constexpr char kIndex[] = "rowcastIndex";
constexpr char kFile[] = "rowcastFile";

bool isCopy(const google::DriveFile& file) {
    const auto own = file.properties.find(kFile);
    return own != file.properties.end() && own->second != file.id;
}

bool isOurs(const google::DriveFile& file) {
    return file.properties.contains(kForm) || file.properties.contains(kIndex);
}

std::string spreadsheets(const std::string& folder) {
    return "mimeType=" + google::driveQuoted(google::kSpreadsheetType) + " and " +
           google::driveQuoted(folder) + " in parents";
}

} // namespace

void Courier::withFolder(const Answer& done, std::function<void()> then) {
    if (!folderId_.empty()) return then();
    google::findFolder(
        session_, folder_, google::IfMissing::Make, this,
        [this, done, then = std::move(then)](const google::Answer<google::FolderFound>& found) {
            if (!found) return done(outcomeOf(found.error()));
            folderId_ = found->folder.id;
            driveId_ = found->folder.driveId;
            emit folderFound(QString::fromStdString(folderId_), QString::fromStdString(found->folder.name),
                             QString::fromStdString(found->folder.url));
            then();
        });
}

void Courier::list(const std::string& query, const Answer& done, Files found) {
    google::FileQuery files;
    files.q = spreadsheets(folderId_) + " and " + query;
    files.orderBy = "createdTime";
    // Only a search of one drive is sure to be complete.
    files.driveId = driveId_;
    listPage(files, {}, done, found);
}

void Courier::listPage(const google::FileQuery& query, std::vector<google::DriveFile> sofar,
                       const Answer& done, const Files& found) {
    send(google::driveList(query), done,
         [this, query, sofar = std::move(sofar), done, found](const google::Reply& reply) mutable {
             auto page = google::parseFilePage(reply);
             if (!page) return done(outcomeOf(page.error()));
             for (google::DriveFile& file : page->files)
                 if (!isCopy(file)) sofar.push_back(std::move(file));
             if (page->nextPageToken.empty()) return found(sofar, page->serverDate);
             google::FileQuery next = query;
             next.pageToken = page->nextPageToken;
             listPage(next, std::move(sofar), done, found);
         });
}

void Courier::carry(const FindFiles& ask, Answer done) {
    withFolder(done, [this, ask, done] {
        const std::string query = "trashed=false and (" +
                                  google::driveHasProperty(kForm, claimKey(ask.form)) +
                                  " or name=" + google::driveQuoted(ask.title) + ')';
        list(query, done, [ask, done](const std::vector<google::DriveFile>& files, WallTime) {
            FilesFound found;
            for (const bool byProperty : {true, false})
                for (const google::DriveFile& file : files) {
                    const auto form = file.properties.find(kForm);
                    const bool mine = form != file.properties.end() && form->second == claimKey(ask.form);
                    if (byProperty ? mine : !isOurs(file)) found.files.push_back(SpreadsheetId{file.id});
                }
            done(found);
        });
    });
}

void Courier::create(const std::string& name, const std::string& property, const std::string& value,
                     const Answer& done) {
    withFolder(done, [this, name, property, value, done] {
        google::NewFile file;
        file.name = name;
        file.parent = folderId_;
        file.properties = {{property, value}};
        send(google::driveCreate(file), done,
             [this, done, isForm = property == kForm](const google::Reply& reply) {
                 const auto made = google::parseDriveFile(reply);
                 if (!made) return done(outcomeOf(made.error()));
                 google::FileChange own;
                 own.properties = {{kFile, made->id}};
                 // A file without its own id counts as ours all the same, so the outcome does not matter.
                 const Answer created = [this, done, id = made->id, isForm](const Outcome&) {
                     google::shareWithHelpers(session_, id, this, [this, done, id, isForm] {
                         share(id, isForm ? shareNew_ : std::vector<Share>{},
                               [done, id] { done(FileCreated{SpreadsheetId{id}}); });
                     });
                 };
                 send(google::driveUpdate(made->id, own), created,
                      [created](const google::Reply&) { created(Done{}); });
             });
    });
}

void Courier::share(const std::string& file, std::vector<Share> wanted, std::function<void()> then) {
    if (wanted.empty()) return then();
    const Share next = wanted.front();
    wanted.erase(wanted.begin());
    google::shareFile(session_, file, {next}, this,
                      [this, file, rest = std::move(wanted),
                       then = std::move(then)](const google::Answer<Permissions>& shares) {
                          if (!shares) emit notShared(shares.error().error);
                          share(file, rest, then);
                      });
}

void Courier::carry(const CreateFile& ask, Answer done) {
    create(ask.title, kForm, claimKey(ask.form), done);
}

void Courier::carry(const CreateIndex&, Answer done) {
    create("Rowcast index", kIndex, "1", done);
}

void Courier::carry(const ListIndexes&, Answer done) {
    withFolder(done, [this, done] {
        list(google::driveHasProperty(kIndex, "1"), done,
             [done](const std::vector<google::DriveFile>& files, WallTime at) {
                 IndexesListed listed;
                 listed.at = at;
                 for (const google::DriveFile& file : files)
                     listed.indexes.push_back({SpreadsheetId{file.id}, file.createdTime, file.trashed});
                 std::sort(listed.indexes.begin(), listed.indexes.end(), [](const auto& a, const auto& b) {
                     return std::tie(a.created, a.sheet) < std::tie(b.created, b.sheet);
                 });
                 done(listed);
             });
    });
}

void Courier::carry(const CheckFile& ask, Answer done) {
    send(google::driveGet(ask.sheet.value), done, [done](const google::Reply& reply) {
        const auto file = google::parseDriveFile(reply);
        if (!file)
            done(outcomeOf(file.error()));
        else
            done(FileChecked{file->trashed, isOurs(*file)});
    });
}

void Courier::carry(const TrashFile& ask, Answer done) {
    google::FileChange change;
    change.trashed = ask.trashed;
    send(google::driveUpdate(ask.sheet.value, change), done, [done](const google::Reply&) { done(Done{}); });
}

} // namespace rowcast::sheets
