#pragma once
/// Waits on 127.0.0.1 for the browser to come back from Google, and shows it a page. Answers only small GET
/// requests. Lives on its owner's thread.

#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace rowcast::google {

class LoopbackListener : public QObject {
    Q_OBJECT
public:
    struct Page {
        int status = 200;
        QString title;
        QString text;
    };
    /// Called with each request's path and query; returns what the browser shows.
    using Handler = std::function<Page(const QByteArray& target)>;

    explicit LoopbackListener(Handler handler, QObject* parent = nullptr);

    /// Opens a port chosen by the system. False: none is to be had.
    [[nodiscard]] bool open();
    /// The address that Google is told to come back to.
    [[nodiscard]] QUrl address() const;
    /// No more requests; a page under way still arrives.
    void close() { server_->close(); }

private:
    void accept();
    void read(QTcpSocket* socket);

    Handler handler_;
    QTcpServer* server_;
};

} // namespace rowcast::google
