// request  = { "id": any, "ask": "status" | "raise" } | { "id": any, "command": command } | { "id": any,
// "query": query } answer   = { "id": as asked, "status": status } | { "id", "message" } | { "id", "header",
// "rows", "firstRow" } | { "id", "error": error } Each on a line of its own. Commands and queries are
// answered when they are done, in any order.
#include "app/runtime/local_socket.h"

#include "app/runtime/command_json.h"
#include "app/runtime/status_json.h"
#include "core/base/hash.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QLocalSocket>
#include <QRandomGenerator>
#include <QStandardPaths>

namespace rowcast::app {

namespace {

constexpr qint64 kLongestLine = 4 * 1024 * 1024;

void write(QLocalSocket* socket, const QJsonValue& id, QJsonObject content) {
    if (!socket) return;
    content.insert(QStringLiteral("id"), id);
    socket->write(QJsonDocument(content).toJson(QJsonDocument::Compact) + '\n');
    socket->flush();
}

} // namespace

LocalSocket::LocalSocket(QObject* parent) : QObject(parent), server_(this) {
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&server_, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = server_.nextPendingConnection()) {
            connect(socket, &QLocalSocket::readyRead, this, [this, socket] { take(socket); });
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        }
    });
}

Result<> LocalSocket::listen(const QString& dataDir) {
    const QString path = socketPath(dataDir);
    QLocalServer::removeServer(path);
    if (server_.listen(path)) return {};
    return fail(Remedy::FixSettings,
                QStringLiteral("Rowcast cannot listen at %1: check who owns the folder.").arg(path),
                server_.errorString());
}

void LocalSocket::take(QLocalSocket* socket) {
    while (socket->canReadLine()) {
        const QJsonDocument line = QJsonDocument::fromJson(socket->readLine());
        if (!line.isObject()) return socket->abort();
        handle(socket, line.object());
    }
    if (socket->bytesAvailable() > kLongestLine) socket->abort();
}

void LocalSocket::handle(QLocalSocket* socket, const QJsonObject& request) {
    const QJsonValue id = request.value(QLatin1String("id"));
    const auto refuse = [&](const Error& error) {
        write(socket, id, {{QStringLiteral("error"), toJson(error)}});
    };
    if (request.contains(QLatin1String("command"))) {
        const auto kind = commandFrom(request.value(QLatin1String("command")).toObject());
        if (!kind) return refuse(kind.error());
        emit command({expect(socket, id), *kind});
    } else if (request.contains(QLatin1String("query"))) {
        const auto kind = queryFrom(request.value(QLatin1String("query")).toObject());
        if (!kind) return refuse(kind.error());
        emit query({expect(socket, id), *kind});
    } else {
        if (request.value(QLatin1String("ask")) == QLatin1String("raise")) emit raiseRequested();
        write(socket, id, {{QStringLiteral("status"), toJson(status_)}});
    }
}

std::uint64_t LocalSocket::expect(QLocalSocket* socket, const QJsonValue& id) {
    // Random, so that it never meets an id of the window's.
    const std::uint64_t ours = QRandomGenerator::global()->generate64();
    askers_[ours] = {socket, id};
    return ours;
}

void LocalSocket::answer(std::uint64_t id, const QJsonObject& content) {
    const auto asker = askers_.extract(id);
    if (asker) write(asker.mapped().socket, asker.mapped().id, content);
}

void LocalSocket::done(const CommandResult& result) {
    answer(result.id, toJson(result));
}

void LocalSocket::answered(const QueryPage& page) {
    answer(page.id, toJson(page));
}

QString socketPath(const QString& dataDir) {
    const QString dir = QDir(dataDir).absolutePath();
    QString path = dir + QStringLiteral("/rowcast.sock");
    if (QFile::encodeName(path).size() < 100) return path;
    const QString name = QString::fromStdString("/rowcast-" + shortHash(dir.toStdString(), 16) + ".sock");
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) + name;
}

} // namespace rowcast::app
