#include "tests/support/scripted_http.h"

#include <sys/socket.h>

namespace rowcast::test {

HttpAnswer httpAnswer(int status, const QByteArray& body) {
    return {
        "HTTP/1.1 " + QByteArray::number(status) +
        " Said\r\nDate: Mon, 23 Nov 2026 10:00:00 GMT\r\nContent-Type: application/json\r\nContent-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n" + body};
}

ScriptedHttp::ScriptedHttp(Script script, QObject* parent)
    : QObject(parent), script_(std::move(script)), server_(this) {
    connect(&server_, &QTcpServer::newConnection, this, &ScriptedHttp::accept);
    server_.listen(QHostAddress::LocalHost);
}

QUrl ScriptedHttp::root() const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server_.serverPort()));
}

void ScriptedHttp::accept() {
    while (QTcpSocket* socket = server_.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            buffers_.remove(socket);
            socket->deleteLater();
        });
    }
}

/// With a linger time of 0 the kernel answers the peer with RST.
void ScriptedHttp::reset(QTcpSocket* socket) {
    const linger none{1, 0};
    setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    socket->abort();
}

void ScriptedHttp::read(QTcpSocket* socket) {
    QByteArray& buffer = buffers_[socket];
    if (buffer.isNull()) ++connections_;
    buffer += socket->readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    HttpRequest request;
    const QList<QByteArray> lines = buffer.left(end).split('\n');
    const QList<QByteArray> first = lines.front().trimmed().split(' ');
    request.verb = first.value(0);
    request.target = first.value(1);
    for (const QByteArray& line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (cutBodies_ && length > 0) {
        reset(socket);
        return;
    }
    if (buffer.size() < end + 4 + length) return;
    request.body = buffer.mid(end + 4, length);
    buffer = QByteArray("");
    buffer.detach();
    seen_.push_back(request);
    const HttpAnswer answer = script_(request);
    socket->write(answer.bytes);
    switch (answer.then) {
    case HttpAnswer::Then::Keep:
    case HttpAnswer::Then::Silence: break;
    case HttpAnswer::Then::Close: socket->disconnectFromHost(); break;
    case HttpAnswer::Then::Reset:
        socket->flush();
        reset(socket);
        break;
    }
}

} // namespace rowcast::test
