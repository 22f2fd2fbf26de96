#include "core/google/loopback_listener.h"

#include <QTcpSocket>
#include <QTimer>

namespace rowcast::google {

namespace {

constexpr qint64 kMostBytes = 16 * 1024;
constexpr int kMostConnections = 16;
constexpr std::chrono::seconds kPatience{15};

QByteArray response(const LoopbackListener::Page& page) {
    const QByteArray html =
        QStringLiteral(
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>Rowcast</title><style>"
            "body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 1em;"
            "color:#1b1e22;background:#fff}@media(prefers-color-scheme:dark){body{color:#e6e8ea;"
            "background:#1b1e22}}</style></head><body><h1>%1</h1><p>%2</p></body></html>")
            .arg(page.title.toHtmlEscaped(), page.text.toHtmlEscaped())
            .toUtf8();
    // The address bar holds the code: nothing may be loaded from elsewhere, and no one is told where we were.
    return "HTTP/1.1 " + QByteArray::number(page.status) +
           " Rowcast\r\nContent-Type: text/html; charset=utf-8\r\nContent-Security-Policy: default-src "
           "'none'; "
           "style-src 'unsafe-inline'\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\n"
           "Connection: close\r\nContent-Length: " +
           QByteArray::number(html.size()) + "\r\n\r\n" + html;
}

} // namespace

LoopbackListener::LoopbackListener(Handler handler, QObject* parent)
    : QObject(parent), handler_(std::move(handler)), server_(new QTcpServer(this)) {
    server_->setMaxPendingConnections(kMostConnections);
    connect(server_, &QTcpServer::newConnection, this, &LoopbackListener::accept);
}

bool LoopbackListener::open() {
    return server_->listen(QHostAddress::LocalHost);
}

QUrl LoopbackListener::address() const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server_->serverPort()));
}

void LoopbackListener::accept() {
    while (QTcpSocket* socket = server_->nextPendingConnection()) {
        if (server_->findChildren<QTcpSocket*>().size() > kMostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(kPatience, socket, [socket] { socket->abort(); });
    }
}

void LoopbackListener::read(QTcpSocket* socket) {
    const QByteArray head = socket->peek(kMostBytes);
    if (!head.contains("\r\n\r\n")) {
        if (head.size() >= kMostBytes) socket->abort();
        return;
    }
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    const QList<QByteArray> line = head.left(head.indexOf("\r\n")).split(' ');
    Page page{400, tr("This page is for Rowcast"), tr("There is nothing to see here.")};
    if (line.size() == 3 && line[0] == "GET") page = handler_(line[1]);
    socket->readAll();
    socket->write(response(page));
    socket->flush(); // we may be gone before the event loop gets to it
    socket->disconnectFromHost();
}

} // namespace rowcast::google
