#include "core/google/sharing.h"

#include <QString>

#include <algorithm>
#include <memory>

namespace rowcast::google {

namespace {

using PermissionsDone = std::function<void(Answer<std::vector<Permission>>)>;

bool sameAddress(const std::string& a, const std::string& b) {
    return QString::fromStdString(a).compare(QString::fromStdString(b), Qt::CaseInsensitive) == 0;
}

void listFrom(Session& session, const std::string& file, const std::string& pageToken,
              std::vector<Permission> before, QObject* context, PermissionsDone done) {
    session.send(drivePermissionList(file, pageToken), context,
                 [&session, file, all = std::move(before), context,
                  done = std::move(done)](const Answer<Reply>& answer) mutable {
                     auto page = answer.and_then(parsePermissionPage);
                     if (!page) {
                         done(tl::unexpected(page.error()));
                         return;
                     }
                     all.insert(all.end(), page->permissions.begin(), page->permissions.end());
                     if (page->nextPageToken.empty())
                         done(std::move(all));
                     else
                         listFrom(session, file, page->nextPageToken, std::move(all), context,
                                  std::move(done));
                 });
}

void sendInTurn(Session& session, const std::string& file, std::vector<Call> calls, QObject* context,
                PermissionsDone done) {
    if (calls.empty()) {
        listFrom(session, file, {}, {}, context, std::move(done));
        return;
    }
    const Call next = calls.front();
    calls.erase(calls.begin());
    session.send(next, context,
                 [&session, file, rest = std::move(calls), context, deletes = next.verb == Verb::Delete,
                  done = std::move(done)](const Answer<Reply>& answer) mutable {
                     const bool gone = !answer && deletes && answer.error().reason == Reason::NotFound;
                     if (!answer && !gone) {
                         done(tl::unexpected(answer.error()));
                         return;
                     }
                     sendInTurn(session, file, std::move(rest), context, std::move(done));
                 });
}

} // namespace

std::vector<Call> planSharing(const std::string& file, const std::vector<Permission>& existing,
                              const std::vector<Share>& wanted) {
    std::vector<Call> calls;
    for (const Share& share : wanted) {
        const auto held = std::find_if(existing.begin(), existing.end(), [&](const Permission& p) {
            return sameAddress(p.email, share.email);
        });
        if (held == existing.end())
            calls.push_back(drivePermissionCreate(file, share));
        else if (held->role < share.role)
            calls.push_back(drivePermissionUpdate(file, held->id, share.role));
    }
    return calls;
}

void listPermissions(Session& session, const std::string& file, QObject* context, PermissionsDone done) {
    listFrom(session, file, {}, {}, context, std::move(done));
}

void shareFile(Session& session, const std::string& file, std::vector<Share> wanted, QObject* context,
               PermissionsDone done) {
    listFrom(session, file, {}, {}, context,
             [&session, file, wanted = std::move(wanted), context,
              done = std::move(done)](const Answer<std::vector<Permission>>& existing) {
                 if (!existing)
                     done(tl::unexpected(existing.error()));
                 else
                     sendInTurn(session, file, planSharing(file, *existing, wanted), context, done);
             });
}

void shareWithHelpers(Session& session, const std::string& file, QObject* context,
                      std::function<void()> done) {
    std::vector<Share> shares;
    for (const QString& helper : session.helpers())
        shares.push_back({helper.toStdString(), false, Role::Writer, false, {}});
    if (shares.empty()) {
        done();
        return;
    }
    shareFile(session, file, std::move(shares), context,
              [done = std::move(done)](const Answer<std::vector<Permission>>&) { done(); });
}

void unshareFile(Session& session, const std::string& file, const std::string& permission, QObject* context,
                 PermissionsDone done) {
    sendInTurn(session, file, {drivePermissionDelete(file, permission)}, context, std::move(done));
}

} // namespace rowcast::google
