// The assertion (RFC 7523, https://developers.google.com/identity/protocols/oauth2/service-account):
//   base64url({"alg":"RS256","typ":"JWT","kid":ID}) . base64url({"iss","scope","aud","iat","exp"[,"sub"]}) .
//   base64url(RSA-SHA256)
#include "core/google/service_account.h"

#include "core/google/endpoints.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>

namespace rowcast::google {

namespace {

using KeyPointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

KeyPointer privateKeyFrom(const QByteArray& pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())),
                                                        &BIO_free);
    // A key with a passphrase must not ask for it on the terminal: refuse by an empty answer.
    const auto noPassphrase = [](char*, int, int, void*) { return 0; };
    KeyPointer key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr) : nullptr,
                   &EVP_PKEY_free);
    ERR_clear_error();
    return key;
}

QByteArray base64Url(const QByteArray& bytes) {
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray compact(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

tl::unexpected<Error> unusable(const QString& why) {
    return fail(Remedy::FixSettings, QStringLiteral("This is not a usable service-account key: %1").arg(why));
}

} // namespace

Result<ServiceAccountKey> parseServiceAccountKey(const QByteArray& json) {
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return unusable(QStringLiteral("it is not JSON. Add the file as Google made it."));
    const QJsonObject object = document.object();
    if (object.contains(u"installed") || object.contains(u"web"))
        return unusable(QStringLiteral("it is an OAuth client. Use it for “Sign in with Google”."));
    if (object.value(u"type").toString() != u"service_account")
        return unusable(QStringLiteral("its type is not “service_account”."));
    ServiceAccountKey key;
    key.email = object.value(u"client_email").toString();
    key.keyId = object.value(u"private_key_id").toString();
    key.projectId = object.value(u"project_id").toString();
    key.tokenUri = QUrl(object.value(u"token_uri").toString(), QUrl::StrictMode);
    key.privateKey = Secret(object.value(u"private_key").toString().toUtf8());
    if (!key.email.contains(u'@')) return unusable(QStringLiteral("“client_email” is missing."));
    if (!isTrusted(key.tokenUri))
        return unusable(QStringLiteral("“token_uri” must be an https address, or http on this computer."));
    const KeyPointer pem = privateKeyFrom(key.privateKey.reveal());
    if (!pem) return unusable(QStringLiteral("“private_key” is damaged or needs a passphrase."));
    if (EVP_PKEY_base_id(pem.get()) != EVP_PKEY_RSA || EVP_PKEY_bits(pem.get()) < 2048)
        return unusable(QStringLiteral("“private_key” must be RSA of at least 2048 bits."));
    return key;
}

Result<QByteArray> signedAssertion(const ServiceAccountKey& key, WallTime now) {
    using namespace std::chrono;
    const auto issued = duration_cast<seconds>(now.time_since_epoch()).count();
    QJsonObject header;
    header[QLatin1String("alg")] = QLatin1String("RS256");
    header[QLatin1String("typ")] = QLatin1String("JWT");
    if (!key.keyId.isEmpty()) header[QLatin1String("kid")] = key.keyId;
    QJsonObject claims;
    claims[QLatin1String("iss")] = key.email;
    claims[QLatin1String("scope")] = QLatin1String(kServiceScope);
    claims[QLatin1String("aud")] = key.tokenUri.toString(QUrl::FullyEncoded);
    claims[QLatin1String("iat")] = qint64(issued);
    claims[QLatin1String("exp")] = qint64(issued + 3600);
    if (!key.subject.isEmpty()) claims[QLatin1String("sub")] = key.subject;
    const QByteArray text = base64Url(compact(header)) + '.' + base64Url(compact(claims));

    const KeyPointer pem = privateKeyFrom(key.privateKey.reveal());
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.constData());
    const auto length = static_cast<std::size_t>(text.size());
    std::size_t size = 0;
    if (!pem || !context ||
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, pem.get()) != 1 ||
        EVP_DigestSign(context.get(), nullptr, &size, bytes, length) != 1)
        return unusable(QStringLiteral("it cannot sign."));
    QByteArray signature(qsizetype(size), Qt::Uninitialized);
    auto* out = reinterpret_cast<unsigned char*>(signature.data());
    if (EVP_DigestSign(context.get(), out, &size, bytes, length) != 1)
        return unusable(QStringLiteral("it cannot sign."));
    signature.truncate(qsizetype(size));
    return text + '.' + base64Url(signature);
}

} // namespace rowcast::google
