#include "core/sheets/courier.h"

#include "core/google/sharing.h"
#include "core/sheets/claim.h"
#include "core/sheets/wire.h"

#include <algorithm>
#include <tuple>
#include <utility>

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

std::string inAnyOf(const std::vector<google::DriveFile>& folders) {
    std::string query;
    for (const google::DriveFile& folder : folders)
        query += (query.empty() ? "" : " or ") + google::driveQuoted(folder.id) + " in parents";
    return '(' + query + ')';
}

const google::DriveFile* find(const std::vector<google::DriveFile>& files, const std::string& id) {
    const auto found = std::ranges::find(files, id, &google::DriveFile::id);
    return found == files.end() ? nullptr : &*found;
}

const google::DriveFile* folderOf(const google::DriveFile& file,
                                  const std::vector<google::DriveFile>& folders) {
    for (const std::string& parent : file.parents)
        if (const google::DriveFile* folder = find(folders, parent)) return folder;
    return nullptr;
}

} // namespace

void Courier::look(const std::string& file, const Answer& done,
                   std::function<void(const std::optional<google::DriveFile>&)> then) {
    session_.send(google::driveGet(file), this,
                  [done, then = std::move(then)](const google::Answer<google::Reply>& reply) {
                      const auto seen = reply.and_then(google::parseDriveFile);
                      if (seen)
                          then(*seen);
                      else if (seen.error().reason == google::Reason::NotFound)
                          then({});
                      else
                          done(outcomeOf(seen.error()));
                  });
}

void Courier::withFolders(google::IfMissing ifMissing, const Answer& done,
                          const std::function<void(const Seen&)>& then) {
    google::findFolder(session_, folder_, made_.empty() ? ifMissing : google::IfMissing::LeaveIt, this,
                       [this, ifMissing, done, then](const google::Answer<google::FolderFound>& found) {
                           if (!found) return done(outcomeOf(found.error()));
                           Seen seen{found->others, {}, found->listedAt};
                           if (!found->folder.id.empty()) seen.folders.push_back(found->folder);
                           if (found->made) made_ = found->folder.id;
                           if (made_.empty() || find(seen.folders, made_) != nullptr) return then(seen);
                           look(made_, done, [this, ifMissing, done, then, seen](const auto& made) mutable {
                               if (!made || made->trashed) {
                                   made_.clear();
                                   return withFolders(ifMissing, done, then);
                               }
                               seen.folders.push_back(*made);
                               then(seen);
                           });
                       });
}

void Courier::withHome(const Answer& done, const std::function<void()>& then) {
    if (!home_.id.empty()) return then();
    withFolders(google::IfMissing::Make, done, [this, then](const Seen& seen) {
        useFolder(*google::bestFolder(seen.folders));
        then();
    });
}

void Courier::useFolder(const google::DriveFile& folder) {
    const bool another = folder.id != home_.id;
    home_ = folder;
    if (another)
        emit folderFound(QString::fromStdString(folder.id), QString::fromStdString(folder.name),
                         QString::fromStdString(folder.url));
}

void Courier::list(const std::vector<google::DriveFile>& folders, const std::string& query,
                   const Answer& done, const Files& found) {
    google::FileQuery files;
    files.q = "mimeType=" + google::driveQuoted(google::kSpreadsheetType) + " and " + inAnyOf(folders) +
              " and " + query;
    files.orderBy = "createdTime";
    // Only a search of one drive is sure to be complete; any other says if it is not.
    files.driveId = folders.front().driveId;
    files.allDrives =
        !std::ranges::all_of(folders, [&](const auto& each) { return each.driveId == files.driveId; });
    if (files.allDrives) files.driveId.clear();
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

void Courier::carry(const FindFiles& ask, const Answer& done) {
    withHome(done, [this, ask, done] {
        const std::string query = "trashed=false and (" +
                                  google::driveHasProperty(kForm, claimKey(ask.form)) +
                                  " or name=" + google::driveQuoted(ask.title) + ')';
        list({home_}, query, done, [ask, done](const std::vector<google::DriveFile>& files, WallTime) {
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
    withHome(done, [this, name, property, value, done] {
        google::NewFile file;
        file.name = name;
        file.parent = home_.id;
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

void Courier::carry(const CreateFile& ask, const Answer& done) {
    create(ask.title, kForm, claimKey(ask.form), done);
}

void Courier::carry(const CreateIndex&, const Answer& done) {
    create("Rowcast index", kIndex, "1", done);
}

void Courier::carry(const ListIndexes& ask, const Answer& done) {
    const auto ifMissing = ask.used.empty() ? google::IfMissing::Make : google::IfMissing::LeaveIt;
    withFolders(ifMissing, done, [this, ask, done](const Seen& seen) {
        const auto listed = [this, ask, done, seen](const std::vector<google::DriveFile>& files,
                                                    WallTime at) {
            // A folder that was listed late may hold an older index: what counts is the earlier list.
            const Seen all{seen.folders, files, seen.at == WallTime{} ? at : std::min(seen.at, at)};
            if (ask.used.empty() || find(files, ask.used.value) != nullptr)
                tellIndexes(ask.used, all, done);
            else
                lookForUsed(ask.used, all, done);
        };
        if (seen.folders.empty())
            listed({}, seen.at);
        else
            list(seen.folders, google::driveHasProperty(kIndex, "1"), done, listed);
    });
}

/// Lists may lag, and people rename folders: the index in use counts if it stands in a folder that the
/// settings name, or if they name none that there is.
void Courier::lookForUsed(const SpreadsheetId& used, Seen seen, const Answer& done) {
    look(used.value, done, [this, used, seen = std::move(seen), done](const auto& file) mutable {
        if (!file || file->parents.empty()) return tellIndexes(used, std::move(seen), done);
        if (folderOf(*file, seen.folders) != nullptr) {
            seen.indexes.push_back(*file);
            return tellIndexes(used, std::move(seen), done);
        }
        look(file->parents.front(), done,
             [this, used, seen = std::move(seen), done, index = *file](const auto& folder) mutable {
                 const bool named =
                     folder && (seen.folders.empty() || folder->name == folder_.trimmed().toStdString());
                 if (named) {
                     seen.folders.push_back(*folder);
                     seen.indexes.push_back(index);
                 }
                 tellIndexes(used, std::move(seen), done);
             });
    });
}

/// Files are made where the index in use stands, or the one that will be.
void Courier::tellIndexes(const SpreadsheetId& used, Seen seen, const Answer& done) {
    std::ranges::sort(seen.indexes, [](const auto& a, const auto& b) {
        return std::tie(a.createdTime, a.id) < std::tie(b.createdTime, b.id);
    });
    IndexesListed listed;
    listed.at = seen.at;
    for (const google::DriveFile& file : seen.indexes)
        listed.indexes.push_back({SpreadsheetId{file.id}, file.createdTime, file.trashed});
    const auto index = std::ranges::find_if(seen.indexes, [&used](const google::DriveFile& file) {
        return used.empty() ? !file.trashed : file.id == used.value;
    });
    const google::DriveFile* folder = index != seen.indexes.end() ? folderOf(*index, seen.folders)
                                      : used.empty()              ? google::bestFolder(seen.folders)
                                                                  : nullptr;
    if (folder != nullptr) useFolder(*folder);
    done(listed);
}

void Courier::carry(const CheckFile& ask, const Answer& done) {
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

void Courier::carry(const TrashFile& ask, const Answer& done) {
    google::FileChange change;
    change.trashed = ask.trashed;
    send(google::driveUpdate(ask.sheet.value, change), done, [done](const google::Reply&) { done(Done{}); });
}

} // namespace rowcast::sheets
