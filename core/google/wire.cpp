#include "core/google/wire.h"

#include <QIODevice>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <cstring>

namespace rowcast::google {

namespace {

/// QNetworkAccessManager sends a POST again by itself when the connection closes before an answer (two copies
/// in plain, four over TLS; measured with Qt 6.4). It cannot rewind a sequential device, so it reports
/// ContentReSendError instead.
class OnceDevice : public QIODevice {
public:
    OnceDevice(QByteArray bytes, QObject* parent) : QIODevice(parent), bytes_(std::move(bytes)) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }
    /// What Qt tries before it would send again.
    bool seek(qint64 /*position*/) override { return false; }
    [[nodiscard]] bool atEnd() const override { return at_ == bytes_.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return bytes_.size() - at_; }

protected:
    qint64 readData(char* data, qint64 most) override {
        const qint64 count = std::min(most, bytesAvailable());
        if (count == 0) return -1;
        std::memcpy(data, bytes_.constData() + at_, static_cast<std::size_t>(count));
        at_ += count;
        return count;
    }
    qint64 writeData(const char* /*data*/, qint64 /*size*/) override { return -1; }

private:
    QByteArray bytes_;
    qint64 at_ = 0;
};

QByteArray wordOf(Verb verb) {
    switch (verb) {
    case Verb::Get: return "GET";
    case Verb::Post: return "POST";
    case Verb::Put: return "PUT";
    case Verb::Patch: return "PATCH";
    case Verb::Delete: return "DELETE";
    }
    Q_UNREACHABLE();
}

QNetworkRequest requestOf(const WireRequest& request) {
    QNetworkRequest http(request.url);
    http.setRawHeader("User-Agent", "Rowcast/" ROWCAST_VERSION " (gzip)");
    if (!request.bearer.empty()) http.setRawHeader("Authorization", "Bearer " + request.bearer.reveal());
    if (request.verb != Verb::Get && request.verb != Verb::Delete) {
        http.setHeader(QNetworkRequest::ContentTypeHeader, QLatin1String(request.contentType));
        http.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    }
    // A redirect would carry the token to a place that nobody named.
    http.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    http.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    http.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    // Over HTTP/2 the once-only device is slow, and HTTP/1.1 is what was measured.
    http.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    http.setTransferTimeout(static_cast<int>(request.quiet.count()));
    http.setDecompressedSafetyCheckThreshold(request.replyBytes);
    return http;
}

} // namespace

Wire::Wire(QObject* parent) : QObject(parent) {}
Wire::~Wire() = default;

QNetworkReply* Wire::start(const WireRequest& request) {
    if (!network_) {
        network_ = new QNetworkAccessManager(this);
        network_->setAutoDeleteReplies(true);
    }
    QNetworkRequest http = requestOf(request);
    const QByteArray verb = wordOf(request.verb);
    if (request.verb == Verb::Get || request.verb == Verb::Delete)
        return network_->sendCustomRequest(http, verb);
    if (!request.once) return network_->sendCustomRequest(http, verb, request.body);
    http.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto* device = new OnceDevice(request.body, nullptr);
    QNetworkReply* reply = network_->sendCustomRequest(http, verb, device);
    device->setParent(reply);
    return reply;
}

void Wire::send(const WireRequest& request, Done done) {
    QNetworkReply* reply = start(request);
    auto* deadline = new QTimer(reply);
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, reply, &QNetworkReply::abort);
    deadline->start(request.total);
    auto tooLarge = std::make_shared<bool>(false);
    connect(reply, &QNetworkReply::readyRead, this, [reply, tooLarge, most = request.replyBytes] {
        if (reply->bytesAvailable() <= most || *tooLarge) return;
        *tooLarge = true;
        reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this,
            [this, reply, tooLarge, finished = std::move(done)] { finish(reply, *tooLarge, finished); });
}

void Wire::finish(QNetworkReply* reply, bool tooLarge, const Done& done) {
    WireResult result;
    result.http = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.tooLarge = tooLarge;
    if (!tooLarge && reply->isOpen()) result.body = reply->readAll();
    result.serverDate = httpDate(reply->rawHeader("Date"));
    bool isNumber = false;
    const int wait = reply->rawHeader("Retry-After").toInt(&isNumber);
    if (isNumber && wait >= 0) result.retryAfter = std::chrono::seconds(wait);
    result.network = reply->error();
    if (result.network != QNetworkReply::NoError) result.networkText = reply->errorString();
    done(result);
}

WallTime httpDate(const QByteArray& text) {
    QDateTime time =
        QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!time.isValid()) return {};
    time.setTimeSpec(Qt::UTC);
    return WallTime(Millis(time.toMSecsSinceEpoch()));
}

} // namespace rowcast::google
