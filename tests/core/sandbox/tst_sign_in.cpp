#include "core/sandbox/jwt.h"
#include "tests/core/sandbox/google_client.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace rowcast;
using namespace rowcast::sandbox;

namespace {

std::string signedBy(const std::string& privatePem, const std::string& data) {
    BIO* bio = BIO_new_mem_buf(privatePem.data(), int(privatePem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    EVP_MD_CTX* digest = EVP_MD_CTX_new();
    std::size_t size = 0;
    EVP_DigestSignInit(digest, nullptr, EVP_sha256(), nullptr, key);
    const auto* bytes = reinterpret_cast<const unsigned char*>(data.data());
    EVP_DigestSign(digest, nullptr, &size, bytes, data.size());
    std::string out(size, '\0');
    EVP_DigestSign(digest, reinterpret_cast<unsigned char*>(out.data()), &size, bytes, data.size());
    EVP_MD_CTX_free(digest);
    EVP_PKEY_free(key);
    BIO_free(bio);
    return out.substr(0, size);
}

std::string assertion(const Json& key, double issued, double life = 3600) {
    const Json claims = Json::object({{"iss", key["client_email"]},
                                      {"scope", "https://www.googleapis.com/auth/drive"},
                                      {"aud", key["token_uri"]},
                                      {"iat", issued},
                                      {"exp", issued + life}});
    const auto data =
        encodeBase64Url(R"({"alg":"RS256","typ":"JWT"})") + "." + encodeBase64Url(write(claims));
    return data + "." + encodeBase64Url(signedBy(key["private_key"].asString(), data));
}

double seconds(WallTime time) {
    return double(time.time_since_epoch().count() / 1000);
}

class SignIn : public GoogleClient {
public:
    Json grant(const std::string& jwt) {
        return post("/token",
                    "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + jwt);
    }
    /// Consents in the browser; the code of the redirect.
    std::string consent(const std::string& more = {}, const std::string& id = "desktop") {
        const auto response =
            google.handle({"GET",
                           "/o/oauth2/v2/auth?response_type=code&client_id=" + id +
                               "&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000&scope=https%3A%2F%2Fwww."
                               "googleapis.com%2Fauth%2Fdrive.file&state=s1&approve=1&account=ada%"
                               "40example.org" +
                               more,
                           {},
                           {},
                           {}},
                          now);
        status = response.status;
        for (const auto& [name, value] : response.headers) {
            if (name == "Location") location = value;
        }
        return valueOf(parseQuery(std::string_view(location).substr(location.find('?') + 1)), "code");
    }
    Json redeem(const std::string& code, const std::string& more = {}, const std::string& id = "desktop") {
        return post("/token", "grant_type=authorization_code&client_id=" + id +
                                  "&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000&code=" + encodePercent(code) +
                                  more);
    }
    Json refresh(const std::string& token_, const std::string& id = "desktop") {
        return post("/token",
                    "grant_type=refresh_token&client_id=" + id + "&refresh_token=" + encodePercent(token_));
    }
    std::string location;
};

} // namespace

class TestSignIn : public QObject {
    Q_OBJECT
private slots:
    void aKeySignsInAndItsTokenEnds() {
        SignIn client;
        const auto key = parseJson(client.google.issueServiceAccountKey());
        const auto reply = client.grant(assertion(key, seconds(client.now)));
        QCOMPARE(client.status, 200);
        QCOMPARE(reply["expires_in"].asInt(), 3599);
        client.token = reply["access_token"].asString();
        client.get("/drive/v3/files");
        QCOMPARE(client.status, 200);
        client.now += std::chrono::hours(1);
        client.get("/drive/v3/files");
        QCOMPARE(client.status, 401);
        QCOMPARE(client.message(), std::string("Invalid Credentials"));
    }

    void checksSignatureAndClock() {
        SignIn client;
        const auto key = parseJson(client.google.issueServiceAccountKey());
        auto forged = key;
        forged.set("private_key", makeKeyPair().privatePem);
        QCOMPARE(client.grant(assertion(forged, seconds(client.now)))["error_description"].asString(),
                 std::string("Invalid JWT Signature."));
        const auto late = client.grant(assertion(key, seconds(client.now) - 7200));
        QVERIFY(late["error_description"].asString().starts_with(
            "Invalid JWT: Token must be a short-lived token"));
        QCOMPARE(client.grant("a.b.c")["error"].asString(), std::string("invalid_grant"));
    }

    void consentGivesACodeOnce() {
        SignIn client;
        const std::string verifier(50, 'v');
        const auto code =
            client.consent("&code_challenge_method=S256&code_challenge=" + encodeBase64Url(sha256(verifier)));
        QVERIFY(client.location.find("state=s1") != std::string::npos);
        client.redeem(code, "&code_verifier=" + verifier);
        QCOMPARE(client.status, 200);
        client.redeem(code, "&code_verifier=" + verifier);
        QCOMPARE(client.status, 400);
        QCOMPARE(parseJson(client.text)["error"].asString(), std::string("invalid_grant"));
    }

    void pkceIsChecked() {
        SignIn client;
        const auto challenge =
            "&code_challenge_method=S256&code_challenge=" + encodeBase64Url(sha256("right"));
        client.redeem(client.consent(challenge), "&code_verifier=wrong");
        QCOMPARE(client.status, 400);
        client.redeem(client.consent(challenge));
        QCOMPARE(client.status, 400);
        client.redeem(client.consent(challenge), "&code_verifier=right");
        QCOMPARE(client.status, 200);
    }

    void refreshesUntilRevoked() {
        SignIn client;
        const auto first = client.redeem(client.consent());
        const auto refresh = first["refresh_token"].asString();
        QVERIFY(client.refresh(refresh).has("access_token"));
        client.post("/revoke", "token=" + encodePercent(refresh));
        QCOMPARE(client.status, 200);
        client.refresh(refresh);
        QCOMPARE(
            write(parseJson(client.text)),
            std::string(
                R"({"error":"invalid_grant","error_description":"Token has been expired or revoked."})"));
        client.token = first["access_token"].asString();
        client.get("/drive/v3/files");
        QCOMPARE(client.status, 401);
    }

    void testingClientsLoseTheirGrantAfterSevenDays() {
        SignIn client;
        const auto refresh =
            client.redeem(client.consent({}, "testing-app"), {}, "testing-app")["refresh_token"].asString();
        client.now += std::chrono::hours(24 * 7 - 1);
        client.refresh(refresh, "testing-app");
        QCOMPARE(client.status, 200);
        client.now += std::chrono::hours(1);
        client.refresh(refresh, "testing-app");
        QCOMPARE(client.status, 400);
    }

    void scopesAreHeldToPerMethod() {
        GoogleClient client;
        const auto book = client.newBook();
        client.token = client.google.issueToken("ada@example.org", {"spreadsheets.readonly"}, client.now);
        client.get("/v4/spreadsheets/" + book);
        QCOMPARE(client.status, 200);
        client.batch(book, R"({"addSheet":{}})");
        QCOMPARE(client.status, 403);
        QCOMPARE(client.message(), std::string("Request had insufficient authentication scopes."));
        QCOMPARE(parseJson(client.text)["error"]["details"].items()[0]["reason"].asString(),
                 std::string("ACCESS_TOKEN_SCOPE_INSUFFICIENT"));
    }

    void refusesStrangersInGooglesWords() {
        GoogleClient client;
        client.token = "made-up";
        client.get("/v4/spreadsheets/x");
        QCOMPARE(client.status, 401);
        QVERIFY(
            client.message().starts_with("Request had invalid authentication credentials. Expected OAuth 2"));
        client.token.clear();
        client.get("/v4/spreadsheets/x");
        QVERIFY(client.message().starts_with("Request is missing required authentication credential."));
    }

    void onlyLoopbackRedirectsAreServed() {
        GoogleClient client;
        client.get("/o/oauth2/v2/"
                   "auth?response_type=code&client_id=x&scope=drive&redirect_uri=https%3A%2F%2Fevil.example");
        QCOMPARE(client.status, 400);
    }
};

QTEST_GUILESS_MAIN(TestSignIn)
#include "tst_sign_in.moc"
