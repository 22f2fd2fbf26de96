#include "core/google/folder.h"

#include <QRegularExpression>

#include <tuple>

namespace rowcast::google {

namespace {

/// One search: by id, then by name, then a new folder. Owned by the callbacks that it waits for.
class FolderSearch : public std::enable_shared_from_this<FolderSearch> {
public:
    FolderSearch(Session& session, QString wanted, IfMissing ifMissing, QObject* context,
                 std::function<void(Answer<FolderFound>)> done)
        : session_(session), wanted_(std::move(wanted)), ifMissing_(ifMissing), context_(context),
          done_(std::move(done)) {}

    void start() {
        const std::string id = driveIdIn(wanted_);
        if (id.empty())
            byName({});
        else
            byId(id);
    }

private:
    void byId(const std::string& id) {
        session_.send(driveGet(id), context_, [self = shared_from_this(), id](const Answer<Reply>& answer) {
            const auto file = answer.and_then(parseDriveFile);
            // A name may look like an id; a link may not look like a name.
            const bool link = self->wanted_.contains(u'/');
            if (!file && file.error().reason == Reason::NotFound && !link) {
                self->byName({});
                return;
            }
            if (file && file->mimeType != kFolderType) {
                Failure failure =
                    unusable(QStringLiteral("“%1” is a file, not a folder.").arg(self->wanted_));
                self->done_(tl::unexpected(failure));
                return;
            }
            if (file && file->trashed) {
                self->done_(tl::unexpected(unusable(QStringLiteral("The folder “%1” is in the trash.")
                                                        .arg(QString::fromStdString(file->name)))));
                return;
            }
            self->finish(file, false);
        });
    }

    void byName(const std::string& pageToken) {
        FileQuery query;
        query.q = "mimeType = " + driveQuoted(kFolderType) +
                  " and name = " + driveQuoted(wanted_.toStdString()) + " and trashed = false";
        query.allDrives = true;
        query.pageToken = pageToken;
        session_.send(driveList(query), context_, [self = shared_from_this()](const Answer<Reply>& answer) {
            const auto page = answer.and_then(parseFilePage);
            if (!page) {
                self->done_(tl::unexpected(page.error()));
                return;
            }
            if (self->listedAt_ == WallTime{}) self->listedAt_ = page->serverDate;
            self->found_.insert(self->found_.end(), page->files.begin(), page->files.end());
            if (!page->nextPageToken.empty())
                self->byName(page->nextPageToken);
            else if (const DriveFile* best = bestFolder(self->found_))
                self->finish(*best, false);
            else if (self->ifMissing_ == IfMissing::Make)
                self->make();
            else
                self->finish(DriveFile{}, false);
        });
    }

    void make() {
        NewFile folder;
        folder.name = wanted_.toStdString();
        folder.mimeType = kFolderType;
        session_.send(driveCreate(folder), context_,
                      [self = shared_from_this()](const Answer<Reply>& answer) {
                          self->finish(answer.and_then(parseDriveFile), true);
                      });
    }

    static Failure unusable(const QString& sentence) {
        Failure failure;
        failure.reason = Reason::NotFound;
        failure.error = {Remedy::FixSettings, sentence, {}, {}, {Choice::PickAnother}};
        return failure;
    }

    void finish(const Answer<DriveFile>& file, bool made) {
        if (!file) {
            done_(tl::unexpected(file.error()));
            return;
        }
        std::erase_if(found_, [&file](const DriveFile& other) {
            return other.id == file->id || other.canAddChildren != file->canAddChildren;
        });
        done_(FolderFound{*file, made, found_, listedAt_});
    }

    Session& session_;
    QString wanted_;
    IfMissing ifMissing_;
    QObject* context_;
    std::function<void(Answer<FolderFound>)> done_;
    std::vector<DriveFile> found_;
    WallTime listedAt_{};
};

} // namespace

std::string driveIdIn(const QString& text) {
    static const QRegularExpression link(
        QStringLiteral("/(?:folders|d)/([A-Za-z0-9_-]{10,})|[?&]id=([A-Za-z0-9_-]{10,})"));
    static const QRegularExpression bare(QStringLiteral("^[A-Za-z0-9_-]{15,}$"));
    const QString trimmed = text.trimmed();
    if (const auto match = link.match(trimmed); match.hasMatch())
        return (match.captured(1) + match.captured(2)).toStdString();
    return bare.match(trimmed).hasMatch() ? trimmed.toStdString() : std::string();
}

const DriveFile* bestFolder(const std::vector<DriveFile>& found) {
    const DriveFile* best = nullptr;
    for (const DriveFile& file : found) {
        const bool usable = file.canAddChildren && !(best && best->canAddChildren);
        const bool older = best && file.canAddChildren == best->canAddChildren &&
                           std::tie(file.createdTime, file.id) < std::tie(best->createdTime, best->id);
        if (!best || usable || older) best = &file;
    }
    return best;
}

void findFolder(Session& session, const QString& nameOrId, IfMissing ifMissing, QObject* context,
                std::function<void(Answer<FolderFound>)> done) {
    std::make_shared<FolderSearch>(session, nameOrId.trimmed(), ifMissing, context, std::move(done))->start();
}

} // namespace rowcast::google
