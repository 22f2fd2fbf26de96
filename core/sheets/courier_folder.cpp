#include "core/sheets/courier.h"

#include "core/google/folder.h"
#include "core/google/sharing.h"
#include "core/sheets/claim.h"
#include "core/sheets/wire.h"

#include <algorithm>

// properties of a file of ours: rowcastForm = 16 hash characters of the form's id, or rowcastIndex = "1";
//                               rowcastFile = the file's own id, so that a copy is told from its original;
//                               rowcastShared = "1" once it is shared as the settings said

namespace rowcast::sheets {

namespace {

constexpr char kForm[] = "rowcastForm";
constexpr char kIndex[] = "rowcastIndex";
constexpr char kFile[] = "rowcastFile";
constexpr char kShared[] = "rowcastShared";
constexpr double kShareAgain = 60'000; ///< ms

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
    const auto ifMissing = made_.id.empty() ? google::IfMissing::Make : google::IfMissing::LeaveIt;
    google::findFolder(
        session_, folder_, ifMissing, this,
        [this, done, then = std::move(then)](const google::Answer<google::FolderFound>& found) {
            if (!found) return done(outcomeOf(found.error()));
            if (found->made) made_ = found->folder;
            std::vector<google::DriveFile> folders;
            for (const google::DriveFile& each : {found->folder, made_})
                if (!each.id.empty()) folders.push_back(each);
            useFolder(*google::bestFolder(folders));
            then();
        });
}

void Courier::useFolder(const google::DriveFile& folder) {
    folderId_ = folder.id;
    driveId_ = folder.driveId;
    emit folderFound(QString::fromStdString(folderId_), QString::fromStdString(folder.name),
                     QString::fromStdString(folder.url));
}

/// With the folder that this index stands in, unless the settings name another one by now.
void Courier::withFolderOf(const SpreadsheetId& index, const Answer& done,
                           const std::function<void()>& then) {
    if (!folderId_.empty()) return then();
    const auto unlessFound = [this, done, then](const auto& found) {
        return [this, done, then, found](const google::Answer<google::Reply>& reply) {
            const auto file = reply.and_then(google::parseDriveFile);
            if (!file && file.error().reason != google::Reason::NotFound)
                return done(outcomeOf(file.error()));
            if (!file || !found(*file)) withFolder(done, then);
        };
    };
    const auto folderSeen = [this, then](const google::DriveFile& folder) {
        const bool named =
            folder.name == folder_.trimmed().toStdString() || folder.id == google::driveIdIn(folder_);
        if (!named || folder.trashed) return false;
        useFolder(folder);
        then();
        return true;
    };
    const auto indexSeen = [this, unlessFound, folderSeen](const google::DriveFile& file) {
        if (file.parents.empty()) return false;
        session_.send(google::driveGet(file.parents.front()), this, unlessFound(folderSeen));
        return true;
    };
    session_.send(google::driveGet(index.value), this, unlessFound(indexSeen));
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
        send(google::driveCreate(file), done, [this, done](const google::Reply& reply) {
            const auto made = google::parseDriveFile(reply);
            if (!made) return done(outcomeOf(made.error()));
            settle(*made, [done, id = made->id] { done(FileCreated{SpreadsheetId{id}}); });
        });
    });
}

void Courier::settle(const google::DriveFile& file, const std::function<void()>& then) {
    const std::vector<Share> wanted = file.properties.contains(kForm) ? shareNew_ : std::vector<Share>{};
    google::FileChange marks;
    marks.properties = {{kFile, file.id}};
    if (wanted.empty()) marks.properties.emplace(kShared, "1");
    // A file without its own id counts as ours all the same, so the outcome does not matter.
    const auto marked = [this, id = file.id, wanted, then](const google::Answer<google::Reply>&) {
        google::shareWithHelpers(session_, id, this,
                                 [this, id, wanted, then] { share(id, wanted, {}, then); });
    };
    session_.send(google::driveUpdate(file.id, marks), this, marked);
}

void Courier::share(const std::string& file, std::vector<Share> wanted, const std::optional<Error>& refused,
                    const std::function<void()>& then) {
    if (wanted.empty()) return shared(file, refused, then);
    const Share next = wanted.front();
    wanted.erase(wanted.begin());
    google::shareFile(
        session_, file, {next}, this,
        [this, file, refused, rest = std::move(wanted), then](const google::Answer<Permissions>& shares) {
            share(file, rest, shares ? refused : std::optional(shares.error().error), then);
        });
}

void Courier::shared(const std::string& file, const std::optional<Error>& refused,
                     const std::function<void()>& then) {
    if (refused) {
        unshared_.insert_or_assign(file, *refused);
        if (refused->remedy == Remedy::Retry) again_.start(static_cast<int>(kShareAgain * patience_));
        emit notShared(*refused);
        return then();
    }
    if (unshared_.erase(file) > 0) emit notShared(unshared_.empty() ? Error{} : unshared_.begin()->second);
    google::FileChange done;
    done.properties = {{kShared, "1"}};
    session_.send(google::driveUpdate(file, done), this,
                  [then](const google::Answer<google::Reply>&) { then(); });
}

/// Whether a crash, or a refusal that passes, kept it from its readers. What people must mend first is tried
/// again only by the next start, which follows every change of the settings.
bool Courier::isUnsettled(const google::DriveFile& file) const {
    const auto refused = unshared_.find(file.id);
    const bool givenUp = refused != unshared_.end() && refused->second.remedy != Remedy::Retry;
    return isOurs(file) && !isCopy(file) && !file.trashed && !file.properties.contains(kShared) && !givenUp;
}

void Courier::shareUnsettled() {
    for (const auto& [file, refused] : unshared_)
        if (refused.remedy == Remedy::Retry) carry(CheckFile{SpreadsheetId{file}}, [](const Outcome&) {});
}

void Courier::carry(const CreateFile& ask, Answer done) {
    create(ask.title, kForm, claimKey(ask.form), done);
}

void Courier::carry(const CreateIndex&, Answer done) {
    create("Rowcast index", kIndex, "1", done);
}

void Courier::carry(const ListIndexes& ask, Answer done) {
    if (!ask.used.empty()) return withFolderOf(ask.used, done, [this, done] { listIndexes(done); });
    folderId_.clear();
    withFolder(done, [this, done] {
        listIndexes([this, done, looked = folderId_](const Outcome& outcome) {
            const auto* listed = std::get_if<IndexesListed>(&outcome);
            if (listed == nullptr || listed->indexes.empty()) return done(outcome);
            folderId_.clear(); // one of them may be used now: is this still the folder?
            withFolder(done, [this, done, looked, outcome] {
                folderId_ == looked ? done(outcome) : carry(ListIndexes{}, done);
            });
        });
    });
}

void Courier::listIndexes(const Answer& done) {
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
}

void Courier::carry(const CheckFile& ask, Answer done) {
    send(google::driveGet(ask.sheet.value), done, [this, done](const google::Reply& reply) {
        const auto file = google::parseDriveFile(reply);
        if (!file) return done(outcomeOf(file.error()));
        const FileChecked checked{file->trashed, isOurs(*file)};
        if (isUnsettled(*file))
            settle(*file, [done, checked] { done(checked); });
        else
            done(checked);
    });
}

void Courier::carry(const TrashFile& ask, Answer done) {
    google::FileChange change;
    change.trashed = ask.trashed;
    send(google::driveUpdate(ask.sheet.value, change), done, [done](const google::Reply&) { done(Done{}); });
}

} // namespace rowcast::sheets
