#pragma once
/// One HTTP request at a time to its end: with a deadline, a bounded answer, no cookies, no redirects, and
/// bodies of writes that Qt cannot send a second time. Lives on the thread of its owner.

#include "core/base/secret.h"
#include "core/google/errors.h"

#include <QNetworkRequest>
#include <QObject>
#include <QUrl>

#include <functional>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace rowcast::google {

struct WireRequest {
    Verb verb = Verb::Get;
    QUrl url;
    QByteArray body;
    const char* contentType = "application/json; charset=utf-8";
    Secret bearer;
    bool once = false;     ///< never more than one copy on the wire, whatever the connection does
    Millis quiet{60'000};  ///< without a byte either way
    Millis total{300'000}; ///< from first to last
    qint64 replyBytes = 64LL * 1024 * 1024;
};

struct WireResult {
    int http = 0;
    QByteArray body;
    WallTime serverDate{};            ///< epoch 0: no Date header
    std::optional<Millis> retryAfter; ///< Retry-After, where it is a number of seconds
    QNetworkReply::NetworkError network = QNetworkReply::NoError;
    QString networkText;
    bool tooLarge = false;
};

class Wire : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const WireResult&)>;
    explicit Wire(QObject* parent = nullptr);
    ~Wire() override;

    /// `done` runs later, unless the Wire is destroyed first.
    void send(const WireRequest& request, Done done);

private:
    QNetworkReply* start(const WireRequest& request);
    void finish(QNetworkReply* reply, bool tooLarge, const Done& done);

    QNetworkAccessManager* network_ =
        nullptr; ///< made on first use, so that the Wire may change threads before
};

/// An HTTP Date header (RFC 9110, IMF-fixdate); epoch 0 if it is none.
[[nodiscard]] WallTime httpDate(const QByteArray& text);

} // namespace rowcast::google
