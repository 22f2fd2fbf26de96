#include "core/google/grants.h"
#include "core/google/service_account.h"
#include "core/google/token_cache.h"

#include <QDebug>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace rowcast;
using namespace rowcast::google;

namespace {

Monotonic at(qint64 ms) {
    return Monotonic(Millis(1'000'000 + ms));
}

QByteArray pemOf(EVP_PKEY* key) {
    BIO* bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray pem(data, size);
    BIO_free(bio);
    return pem;
}

QJsonObject keyFile(const QByteArray& pem) {
    QJsonObject key;
    key[QLatin1String("type")] = QStringLiteral("service_account");
    key[QLatin1String("client_email")] = QStringLiteral("robot@project.iam.gserviceaccount.com");
    key[QLatin1String("private_key_id")] = QStringLiteral("k1");
    key[QLatin1String("private_key")] = QString::fromLatin1(pem);
    key[QLatin1String("token_uri")] = QStringLiteral("https://oauth2.googleapis.com/token");
    return key;
}

QByteArray bytesOf(const QJsonObject& object) {
    return QJsonDocument(object).toJson();
}

QJsonObject part(const QByteArray& jwt, int n) {
    return QJsonDocument::fromJson(
               QByteArray::fromBase64(jwt.split('.').value(n), QByteArray::Base64UrlEncoding))
        .object();
}

Grant grantOf(const char* token) {
    return {Secret(token), Millis{3'600'000}, {}, {}};
}

Failure failed(Reason reason) {
    Failure failure;
    failure.reason = reason;
    return failure;
}

} // namespace

class TestServiceAccount : public QObject {
    Q_OBJECT
    EVP_PKEY* rsa_ = nullptr;

private slots:
    void initTestCase() { rsa_ = EVP_RSA_gen(2048); }
    void cleanupTestCase() { EVP_PKEY_free(rsa_); }

    void signsWhatItsKeyConfirms() {
        auto key = parseServiceAccountKey(bytesOf(keyFile(pemOf(rsa_))));
        QVERIFY(key);
        key->subject = QStringLiteral("anna@example.org");
        const auto jwt = signedAssertion(*key, WallTime(Millis{1'700'000'000'500}));
        QVERIFY(jwt);
        QCOMPARE(part(*jwt, 0).value(u"alg").toString(), QStringLiteral("RS256"));
        QCOMPARE(part(*jwt, 0).value(u"kid").toString(), QStringLiteral("k1"));
        const QJsonObject claims = part(*jwt, 1);
        QCOMPARE(claims.value(u"iat").toInteger(), 1'700'000'000);
        QCOMPARE(claims.value(u"exp").toInteger(), 1'700'003'600);
        QCOMPARE(claims.value(u"aud").toString(), QStringLiteral("https://oauth2.googleapis.com/token"));
        QCOMPARE(claims.value(u"iss").toString(), key->email);
        QCOMPARE(claims.value(u"sub").toString(), QStringLiteral("anna@example.org"));
        QCOMPARE(claims.value(u"scope").toString(), QStringLiteral("https://www.googleapis.com/auth/drive"));

        const qsizetype dot = jwt->lastIndexOf('.');
        const QByteArray text = jwt->left(dot);
        const QByteArray signature = QByteArray::fromBase64(jwt->mid(dot + 1), QByteArray::Base64UrlEncoding);
        EVP_MD_CTX* context = EVP_MD_CTX_new();
        EVP_DigestVerifyInit(context, nullptr, EVP_sha256(), nullptr, rsa_);
        const int good = EVP_DigestVerify(
            context, reinterpret_cast<const unsigned char*>(signature.constData()),
            static_cast<std::size_t>(signature.size()),
            reinterpret_cast<const unsigned char*>(text.constData()), static_cast<std::size_t>(text.size()));
        EVP_MD_CTX_free(context);
        QCOMPARE(good, 1);
    }
    void refusesWhatIsNoKey_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("says");
        const QJsonObject good = keyFile(pemOf(rsa_));
        const auto with = [&](const char* name, const QString& value) {
            QJsonObject changed = good;
            changed[QLatin1String(name)] = value;
            return bytesOf(changed);
        };
        QTest::newRow("not JSON") << QByteArray("-----BEGIN PRIVATE KEY-----") << QStringLiteral("not JSON");
        QTest::newRow("OAuth client") << QByteArray(R"({"installed":{}})") << QStringLiteral("OAuth client");
        QTest::newRow("other type") << with("type", QStringLiteral("authorized_user"))
                                    << QStringLiteral("type");
        QTest::newRow("no address") << with("client_email", {}) << QStringLiteral("client_email");
        QTest::newRow("plain http") << with("token_uri", QStringLiteral("http://evil.example/token"))
                                    << QStringLiteral("token_uri");
        QTest::newRow("no address to ask") << with("token_uri", {}) << QStringLiteral("token_uri");
        QTest::newRow("damaged")
            << with("private_key",
                    QStringLiteral("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"))
            << QStringLiteral("private_key");
        EVP_PKEY* curve = EVP_EC_gen("P-256");
        QTest::newRow("elliptic curve")
            << with("private_key", QString::fromLatin1(pemOf(curve))) << QStringLiteral("RSA");
        EVP_PKEY_free(curve);
        EVP_PKEY* small = EVP_RSA_gen(1024);
        QTest::newRow("short") << with("private_key", QString::fromLatin1(pemOf(small)))
                               << QStringLiteral("2048");
        EVP_PKEY_free(small);
    }
    void refusesWhatIsNoKey() {
        QFETCH(QByteArray, json);
        QFETCH(QString, says);
        const auto key = parseServiceAccountKey(json);
        QVERIFY(!key);
        QVERIFY2(key.error().what.contains(says), qUtf8Printable(key.error().what));
        QVERIFY(!key.error().what.contains(QStringLiteral("BEGIN")));
        QCOMPARE(toString(key.error().remedy), toString(Remedy::FixSettings));
    }
    void allowsATokenEndpointOnThisComputer() {
        QJsonObject local = keyFile(pemOf(rsa_));
        local[QLatin1String("token_uri")] = QStringLiteral("http://127.0.0.1:8085/token");
        QVERIFY(parseServiceAccountKey(bytesOf(local)));
    }
    void printsNoSecret() {
        const auto key = parseServiceAccountKey(bytesOf(keyFile(pemOf(rsa_))));
        QString text;
        QDebug(&text) << key->privateKey << Secret();
        QVERIFY(!text.contains(QStringLiteral("BEGIN")));
        QVERIFY(text.contains(u'…'));
    }
    void encodesTheRefreshForm() {
        const SignedInPerson person{
            QStringLiteral("a@b.c"), {QStringLiteral("id"), Secret("s&c")}, Secret("1//r+t")};
        QCOMPARE(*grantForm(person, {}),
                 QByteArray(
                     "grant_type=refresh_token&client_id=id&client_secret=s%26c&refresh_token=1%2F%2Fr%2Bt"));
    }
    void readsAGrant() {
        const auto grant =
            parseGrant(R"({"access_token":"ya29.x","expires_in":1800,"scope":"a b","token_type":"Bearer"})");
        QVERIFY(grant);
        QCOMPARE(grant->accessToken.reveal(), QByteArray("ya29.x"));
        QCOMPARE(grant->lifetime, Millis{1'800'000});
        QCOMPARE(grant->scopes.size(), 2);
        QVERIFY(!parseGrant("{}"));
        QVERIFY(!parseGrant("<html>"));
    }
    void renewsEarlyAndKeepsTheOldTokenMeanwhile() {
        TokenCache cache;
        QVERIFY(cache.wantsRenewal(at(0)));
        cache.renewing();
        QVERIFY(!cache.wantsRenewal(at(0))); // one at a time
        cache.granted(grantOf("a"), at(0));
        QVERIFY(!cache.wantsRenewal(at(40 * 60'000)));
        QVERIFY(cache.wantsRenewal(at(51 * 60'000)));
        cache.renewing();
        cache.refused(failed(Reason::Unavailable), 0.5, at(51 * 60'000));
        QVERIFY(cache.usable(at(52 * 60'000)) != nullptr);
        QVERIFY(!cache.wantsRenewal(at(51 * 60'000 + 100)));
        QVERIFY(cache.wantsRenewal(at(51 * 60'000 + 2000)));
        QVERIFY(cache.usable(at(60 * 60'000)) == nullptr);
    }
    void asksAgainByItselfUnlessOnlyAPersonCanHelp() {
        TokenCache cache;
        cache.renewing();
        cache.refused(failed(Reason::ClockWrong), 0.0, at(0));
        QVERIFY(cache.untilRenewal(at(0)).has_value());
        cache.refused(failed(Reason::GrantExpired), 0.0, at(10));
        QVERIFY(!cache.untilRenewal(at(10)).has_value());
        QVERIFY(!cache.wantsRenewal(at(100'000'000)));
    }
    void dropsATokenThatGoogleRefused() {
        TokenCache cache;
        cache.granted(grantOf("a"), at(0));
        cache.spoiled(Secret("older"));
        QVERIFY(cache.usable(at(1)) != nullptr);
        cache.spoiled(Secret("a"));
        QVERIFY(cache.usable(at(1)) == nullptr);
        QVERIFY(cache.wantsRenewal(at(1)));
    }
};

QTEST_GUILESS_MAIN(TestServiceAccount)
#include "tst_service_account.moc"
