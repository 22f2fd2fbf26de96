#include "core/google/errors.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rowcast;
using namespace rowcast::google;

namespace {

Api apiFrom(const QString& word) {
    if (word == u"drive") return Api::Drive;
    return word == u"account" ? Api::Account : Api::Sheets;
}

Outcome answered(int http, const QByteArray& body) {
    Outcome outcome;
    outcome.name = "sheets.batchUpdate";
    outcome.write = true;
    outcome.http = http;
    outcome.body = body;
    outcome.account = QStringLiteral("robot@example.org");
    return outcome;
}

/// A collected case has its whole body, or only the message and reason that somebody quoted.
QByteArray collectedBody(const QJsonObject& entry) {
    if (entry.contains(u"body")) return QJsonDocument(entry.value(u"body").toObject()).toJson();
    QJsonObject error{{QStringLiteral("code"), entry.value(u"http")},
                      {QStringLiteral("message"), entry.value(u"message")}};
    const QString reason = entry.value(u"reason").toString();
    if (!reason.isEmpty())
        error.insert(QStringLiteral("errors"), QJsonArray{QJsonObject{{QStringLiteral("reason"), reason}}});
    return QJsonDocument(QJsonObject{{QStringLiteral("error"), error}}).toJson();
}

Outcome broken(QNetworkReply::NetworkError error) {
    Outcome outcome = answered(0, {});
    outcome.network = error;
    outcome.networkText = QStringLiteral("it broke");
    return outcome;
}

} // namespace

class TestErrors : public QObject {
    Q_OBJECT
private slots:
    void readsEveryKnownBody_data() {
        QTest::addColumn<QJsonObject>("entry");
        QFile file(QStringLiteral(TESTS_DATA "/google/error-bodies.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray bodies = QJsonDocument::fromJson(file.readAll()).object().value(u"bodies").toArray();
        QVERIFY(bodies.size() > 30);
        for (const QJsonValue& body : bodies)
            QTest::newRow(qUtf8Printable(body.toObject().value(u"case").toString())) << body.toObject();
    }
    void readsEveryKnownBody() {
        QFETCH(QJsonObject, entry);
        Outcome outcome =
            answered(entry.value(u"http").toInt(), QJsonDocument(entry.value(u"body").toObject()).toJson());
        outcome.api = apiFrom(entry.value(u"api").toString());
        const Failure failure = failureOf(outcome);
        QCOMPARE(toString(failure.reason), entry.value(u"reason").toString());
        QCOMPARE(toString(failure.error.remedy), entry.value(u"remedy").toString());
        QVERIFY(failure.error.what.endsWith(u'.') || failure.error.what.endsWith(u'?'));
        QVERIFY2(!failure.error.what.contains(u'{'), qUtf8Printable(failure.error.what));
        QVERIFY(!failure.error.what.contains(QStringLiteral("%1")));
        QCOMPARE(failure.http, outcome.http);
        QCOMPARE(failure.mayHaveApplied, outcome.http >= 500);
    }
    /// Every body that was collected for the whole project, where the collection is at hand: none is "other".
    void knowsEveryCollectedBody() {
        QFile file(QStringLiteral(SOURCE_ROOT "/../shared/reference/google-error-bodies.json"));
        if (!file.open(QIODevice::ReadOnly))
            file.setFileName(QStringLiteral(TESTS_DATA "/google/error-bodies.json"));
        QVERIFY(file.isOpen() || file.open(QIODevice::ReadOnly));
        const QJsonArray bodies = QJsonDocument::fromJson(file.readAll()).object().value(u"bodies").toArray();
        QVERIFY(bodies.size() > 30);
        for (const QJsonValue& value : bodies) {
            const QJsonObject entry = value.toObject();
            Outcome outcome = answered(entry.value(u"http").toInt(), collectedBody(entry));
            const QString api = entry.value(u"api").toString();
            outcome.api = api == u"drive"             ? Api::Drive
                          : api.startsWith(u"oauth2") ? Api::Account
                                                      : Api::Sheets;
            const Failure failure = failureOf(outcome);
            const QByteArray name = entry.value(u"case").toString().toUtf8();
            QVERIFY2(failure.reason != Reason::Other, name.constData());
            QVERIFY2(failure.error.what.endsWith(u'.') || failure.error.what.endsWith(u'?'),
                     name.constData());
            QVERIFY2(!failure.error.what.contains(u'{') && !failure.error.what.contains(QStringLiteral("%1")),
                     name.constData());
            const bool quota = failure.reason == Reason::RateLimited;
            QVERIFY2(!(quota && outcome.body.contains("storageQuotaExceeded")), name.constData());
        }
    }
    void namesTheRefusedRequest() {
        const Failure failure = failureOf(answered(
            400,
            R"({"error":{"code":400,"message":"Invalid requests[2].updateCells: No grid with id: 9"}})"));
        QCOMPARE(failure.request, 2);
        QCOMPARE(failure.requestKind, QStringLiteral("updateCells"));
    }
    void saysWhomToShareWith() {
        const Failure failure = failureOf(answered(
            403,
            R"({"error":{"code":403,"message":"The caller does not have permission","status":"PERMISSION_DENIED"}})"));
        QVERIFY(failure.error.what.contains(QStringLiteral("Share it with robot@example.org")));
    }
    void saysWhereToSwitchTheApiOn() {
        for (const QString& api :
             {QStringLiteral("Drive"), QStringLiteral("Forms"), QStringLiteral("Sheets")}) {
            const QString body =
                QStringLiteral(
                    R"({"error":{"code":403,"message":"Google %1 API has not been used in project 7 )"
                    R"(before or it is disabled. Enable it by visiting https://console.developers.)"
                    R"(google.com/apis/api/%2.googleapis.com/overview?project=7 then retry."}})")
                    .arg(api, api.toLower());
            const Failure failure = failureOf(answered(403, body.toUtf8()));
            QCOMPARE(toString(failure.reason), toString(Reason::ApiDisabled));
            QVERIFY(failure.error.what.contains(QStringLiteral("Google %1 API").arg(api)));
            QVERIFY(failure.error.what.contains(QStringLiteral("overview?project=7")));
        }
    }
    void knowsWhatMayHaveBeenApplied_data() {
        QTest::addColumn<QNetworkReply::NetworkError>("error");
        QTest::addColumn<bool>("may");
        QTest::newRow("closed") << QNetworkReply::RemoteHostClosedError << true;
        QTest::newRow("aborted") << QNetworkReply::OperationCanceledError << true;
        QTest::newRow("timed out") << QNetworkReply::TimeoutError << true;
        QTest::newRow("unknown network error") << QNetworkReply::UnknownNetworkError << true;
        QTest::newRow("would have to be sent again") << QNetworkReply::ContentReSendError << true;
        QTest::newRow("never connected") << QNetworkReply::ConnectionRefusedError << false;
        QTest::newRow("no such host") << QNetworkReply::HostNotFoundError << false;
        QTest::newRow("no TLS") << QNetworkReply::SslHandshakeFailedError << false;
    }
    void knowsWhatMayHaveBeenApplied() {
        QFETCH(QNetworkReply::NetworkError, error);
        QFETCH(bool, may);
        const Failure failure = failureOf(broken(error));
        QCOMPARE(failure.mayHaveApplied, may);
        QCOMPARE(toString(failure.error.remedy), toString(Remedy::Retry));
        Outcome read = broken(error);
        read.write = false;
        QVERIFY(!failureOf(read).mayHaveApplied);
    }
    void aRefusalThatBreaksOffIsTriedAgain() {
        const QByteArray begun = "{\"error\": \"Invalid requests";
        const Failure failure = failureOf(answered(400, begun));
        QCOMPARE(toString(failure.reason), toString(Reason::Garbled));
        QCOMPARE(toString(failure.error.remedy), toString(Remedy::Retry));
        QVERIFY(!failure.mayHaveApplied);
    }
    void doubtsAnAnswerThatBrokeOff() {
        Outcome outcome = answered(200, R"({"replies":[)");
        outcome.network = QNetworkReply::RemoteHostClosedError;
        const Failure failure = failureOf(outcome);
        QCOMPARE(toString(failure.reason), toString(Reason::TimedOut));
        QVERIFY(failure.mayHaveApplied);
    }
    void survivesBodiesThatAreNotGoogles() {
        const Failure html = failureOf(answered(502, "<html><body>Bad gateway</body></html>"));
        QCOMPARE(toString(html.reason), toString(Reason::Unavailable));
        QVERIFY(html.mayHaveApplied);
        QVERIFY(html.error.detail.contains(QStringLiteral("Bad gateway")));
        QCOMPARE(toString(failureOf(answered(400, {})).reason), toString(Reason::InvalidRequest));
        QVERIFY(failureOf(answered(302, {})).mayHaveApplied);
    }
    void showsNoSecret() {
        const Failure failure = failureOf(answered(
            400,
            R"({"error":{"code":400,"message":"bad header Authorization: Bearer ya29.a0AfH6SMBx-secret"}})"));
        QVERIFY(!failure.message.contains(QStringLiteral("secret")));
        QVERIFY(!failure.error.detail.contains(QStringLiteral("secret")));
        const Failure plain = failureOf(answered(500, "refresh_token=1//0gabcdefghijklmn"));
        QVERIFY(!plain.error.detail.contains(QStringLiteral("0gabcdef")));
    }
};

QTEST_GUILESS_MAIN(TestErrors)
#include "tst_errors.moc"
