#pragma once
/// What a running instance answers to on this machine: one JSON object a line, questions about its state,
/// commands and queries. Open to its own user only. Main thread.

#include "core/base/result.h"
#include "core/model/command.h"
#include "core/model/query.h"
#include "core/model/status.h"

#include <QJsonObject>
#include <QLocalServer>
#include <QObject>
#include <QPointer>

#include <map>

class QLocalSocket;

namespace rowcast::app {

class LocalSocket : public QObject {
    Q_OBJECT
public:
    explicit LocalSocket(QObject* parent = nullptr);

    /// Precondition: this process holds the data dir's lock, so that whatever listens there is dead.
    [[nodiscard]] Result<> listen(const QString& dataDir);

public slots:
    void setStatus(const rowcast::Status& status) { status_ = status; }
    void done(const rowcast::CommandResult& result);
    void answered(const rowcast::QueryPage& page);

signals:
    void command(const rowcast::Command& command);
    void query(const rowcast::Query& query);
    /// Another start of the program on this data dir wants the window in front.
    void raiseRequested();

private:
    struct Asker {
        QPointer<QLocalSocket> socket;
        QJsonValue id; ///< as the asker named it
    };

    void take(QLocalSocket* socket);
    void handle(QLocalSocket* socket, const QJsonObject& request);
    void answer(std::uint64_t id, const QJsonObject& content);
    [[nodiscard]] std::uint64_t expect(QLocalSocket* socket, const QJsonValue& id);

    QLocalServer server_;
    Status status_;
    std::map<std::uint64_t, Asker> askers_; ///< by the id that we gave
};

/// Where the instance of a data dir listens: in it, or, where the path is too long for a socket (108 bytes on
/// Linux, unix(7)), in the user's runtime folder.
[[nodiscard]] QString socketPath(const QString& dataDir);

} // namespace rowcast::app
