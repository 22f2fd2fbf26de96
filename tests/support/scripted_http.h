#pragma once
/// A raw HTTP/1.1 server on a loopback port that counts every copy of a request and answers as a script says:
/// with bytes, by closing, by resetting, or not at all. Lives on the test's thread.

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <vector>

namespace rowcast::test {

struct HttpRequest {
    QByteArray verb;
    QByteArray target;                     ///< path and query as sent
    QHash<QByteArray, QByteArray> headers; ///< lower-case names
    QByteArray body;
};

struct HttpAnswer {
    enum class Then { Keep, Close, Reset, Silence };
    QByteArray bytes; ///< raw, status line included
    Then then = Then::Keep;
};

/// "HTTP/1.1 200 OK" with length, date and body.
[[nodiscard]] HttpAnswer httpAnswer(int status, const QByteArray& body);

class ScriptedHttp : public QObject {
    Q_OBJECT
public:
    using Script = std::function<HttpAnswer(const HttpRequest&)>;
    explicit ScriptedHttp(Script script, QObject* parent = nullptr);

    [[nodiscard]] QUrl root() const;
    /// Every request whose head and body were read whole, in order.
    [[nodiscard]] const std::vector<HttpRequest>& seen() const { return seen_; }
    /// Connections of which at least one byte was read.
    [[nodiscard]] int connections() const { return connections_; }
    /// Reads a request's head, then resets the connection in the middle of its body.
    void cutBodies(bool cut) { cutBodies_ = cut; }

private:
    void accept();
    void read(QTcpSocket* socket);
    static void reset(QTcpSocket* socket);

    Script script_;
    QHash<QTcpSocket*, QByteArray> buffers_;
    std::vector<HttpRequest> seen_;
    int connections_ = 0;
    bool cutBodies_ = false;
    QTcpServer server_; ///< last: its sockets say goodbye to the members above
};

} // namespace rowcast::test
