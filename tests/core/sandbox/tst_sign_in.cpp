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

std::string assertion(const Json& key, double issued, double life = 3600, const std::string& subject = {}) {
    Json claims = Json::object({{"iss", key["client_email"]},
                                {"scope", "https://www.googleapis.com/auth/drive"},
                                {"aud", key["token_uri"]},
                                {"iat", issued},
                                {"exp", issued + life}});
    if (!subject.empty()) claims.set("sub", subject);
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
        return visit(address(id) + "&approve=1&account=ada%40example.org" + more);
    }
    static std::string address(const std::string& id = "desktop") {
        return "response_type=code&client_id=" + id +
               "&redirect_uri=http%3A%2F%2F127.0.0.1%3A5000&scope=https%3A%2F%2Fwww."
               "googleapis.com%2Fauth%2Fdrive.file&state=s1";
    }
    std::string visit(const std::string& query, const std::string& verb = "GET") {
        const std::string page = "/o/oauth2/v2/auth";
        const auto response = verb == "GET" ? google.handle({verb, page + "?" + query, {}, {}, {}}, now)
                                            : google.handle({verb, page, query, {}, {}}, now);
        status = response.status;
        text = response.body;
        location.clear();
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

    void thePagesAskWhoAndWhether() {
        SignIn client;
        client.visit(SignIn::address());
        QVERIFY(client.text.find("Choose an account") != std::string::npos);
        QVERIFY(client.text.find("value=\"ada@example.org\"") != std::string::npos);
        client.visit(SignIn::address("testing-\"<app>") + "&account=eve%40example.org");
        QVERIFY(client.text.find("testing-&quot;&lt;app&gt; wants to access") != std::string::npos);
        QVERIFY(client.text.find("hasn’t verified") != std::string::npos);
        client.visit(SignIn::address() + "&account=eve%40example.org&approve=0", "POST");
        QCOMPARE(client.location, std::string("http://127.0.0.1:5000?state=s1&error=access_denied"));
        const auto code = client.visit(SignIn::address() + "&account=eve%40example.org&approve=1", "POST");
        client.token = client.redeem(code)["access_token"].asString(); // somebody else than was hinted
        QCOMPARE(client.get("/drive/v3/about?fields=user")["user"]["emailAddress"].asString(),
                 std::string("eve@example.org"));
    }

    void pickingHandsOverWhatTheAccountHas() {
        SignIn client;
        People ada(client.google.world(), client.now, "ada@example.org");
        const auto sheet = ada.createSpreadsheet("Mine"), folder = ada.createFolder("Box");
        const auto theirs =
            People(client.google.world(), client.now, "eve@example.org").createSpreadsheet("Hers");
        const auto pick =
            SignIn::address() + "&trigger_onepick=true&prompt=consent&account=ada%40example.org";
        client.visit(pick);
        QVERIFY(client.text.find(sheet) != std::string::npos &&
                client.text.find(folder) == std::string::npos &&
                client.text.find(theirs) == std::string::npos);
        client.visit(pick + "&allow_folder_selection=true&mimetypes=text%2Fplain");
        QVERIFY(client.text.find(sheet) == std::string::npos &&
                client.text.find(folder) != std::string::npos);
        const auto code =
            client.visit(pick + "&approve=1&pick=" + sheet + "&pick=" + theirs + "&pick=" + folder, "POST");
        QVERIFY(client.location.ends_with("&picked_file_ids=" + sheet + "%2C" + folder));
        client.token = client.redeem(code)["access_token"].asString();
        client.get("/v4/spreadsheets/" + sheet);
        QCOMPARE(client.status, 200);
        client.get("/v4/spreadsheets/" + theirs);
        QCOMPARE(client.status, 404);
        auto wide = pick;
        wide.replace(wide.find("drive.file"), 10, "drive.file%20email");
        client.visit(wide);
        QCOMPARE(client.status, 400); // drive.file alone
    }

    void driveFileIsOfOnePersonAndOneApp() {
        SignIn client;
        client.token = client.redeem(client.consent())["access_token"].asString();
        const auto book = client.newBook();
        client.post("/drive/v3/files/" + book + "/permissions",
                    R"({"type":"user","role":"writer","emailAddress":"eve@example.org"})");
        client.token = client.google.issueToken("eve@example.org", {"drive.file"}, client.now, "desktop");
        client.get("/v4/spreadsheets/" + book);
        QCOMPARE(client.status, 404);
    }

    void aPersonAndTheClockEndTokens() {
        SignIn client;
        auto& accounts = client.google.world().accounts;
        const auto first = client.redeem(client.consent());
        client.token = first["access_token"].asString();
        accounts.expireTokens();
        client.get("/drive/v3/files");
        QCOMPARE(client.status, 401);
        client.token = client.refresh(first["refresh_token"].asString())["access_token"].asString();
        client.get("/drive/v3/files");
        QCOMPARE(client.status, 200);
        accounts.withdraw("ada@example.org");
        client.get("/drive/v3/files");
        QCOMPARE(client.status, 401);
        QCOMPARE(client.refresh(first["refresh_token"].asString())["error"].asString(),
                 std::string("invalid_grant"));
    }

    void anIssuedClientMustKnowItsSecret() {
        SignIn client;
        const auto file = parseJson(client.google.issueClient(true))["installed"];
        const auto id = file["client_id"].asString();
        QCOMPARE(client.redeem(client.consent({}, id), {}, id)["error_description"].asString(),
                 std::string("client_secret is missing."));
        QCOMPARE(client.redeem(client.consent({}, id), "&client_secret=x", id)["error"].asString(),
                 std::string("invalid_client"));
        const auto secret = "&client_secret=" + file["client_secret"].asString();
        QVERIFY(client.redeem(client.consent({}, id), secret, id).has("refresh_token_expires_in"));
    }

    void delegationActsForAPersonWhereItWasGranted() {
        SignIn client;
        const auto key = parseJson(client.google.issueServiceAccountKey());
        const auto jwt = assertion(key, seconds(client.now), 3600, "ada@example.org");
        QCOMPARE(client.grant(jwt)["error"].asString(), std::string("unauthorized_client"));
        QCOMPARE(client.status, 401);
        client.google.world().accounts.delegate(key["client_email"].asString(), {"drive"});
        client.token = client.grant(jwt)["access_token"].asString();
        QCOMPARE(client.get("/drive/v3/about?fields=user")["user"]["emailAddress"].asString(),
                 std::string("ada@example.org"));
        QVERIFY(!client.newBook().empty()); // hers, so there is room for it
    }

    void anApiThatIsNotEnabledSaysSo() {
        GoogleClient client;
        const auto book = client.newBook();
        client.google.world().options.disabledApis = {"sheets", "drive"};
        client.get("/v4/spreadsheets/" + book);
        QCOMPARE(client.status, 403);
        QVERIFY(client.message().starts_with(
            "Google Sheets API has not been used in project 123456789012 before"));
        QCOMPARE(parseJson(client.text)["error"]["details"].items()[0]["reason"].asString(),
                 std::string("SERVICE_DISABLED"));
        client.get("/drive/v3/files");
        const auto error = parseJson(client.text)["error"];
        QCOMPARE(error["errors"].items()[0]["reason"].asString(), std::string("accessNotConfigured"));
        QCOMPARE(error["status"].asString(), std::string("PERMISSION_DENIED"));
    }

    void userinfoShowsWhatTheScopesAllow() {
        GoogleClient client;
        const auto ask = [&](const std::vector<std::string>& scopes) {
            client.token = client.google.issueToken("ada@example.org", scopes, client.now);
            return client.get("/oauth2/v3/userinfo");
        };
        QCOMPARE(ask({"openid", "email"})["email"].asString(), std::string("ada@example.org"));
        QVERIFY(!ask({"openid"}).has("email") && ask({"openid"}).has("sub"));
        ask({"drive.file"});
        QCOMPARE(client.status, 401);
    }

    void theTokenEndpointMayBeDown() {
        SignIn client;
        const auto refresh = client.redeem(client.consent())["refresh_token"].asString();
        FaultPlan plan;
        plan.share[Fault::Unavailable503] = 1;
        plan.only = {"token"};
        client.google.setFaults(plan);
        QCOMPARE(client.refresh(refresh)["error"].asString(), std::string("internal_failure"));
        QCOMPARE(client.status, 503);
        client.google.setFaults({});
        QVERIFY(client.refresh(refresh).has("access_token"));
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
        client.get("/v4/spreadsheets/x"); // a GET could do with an API key
        QCOMPARE(client.status, 403);
        QVERIFY(client.message().starts_with("Method doesn't allow unregistered callers"));
        client.post("/v4/spreadsheets", "{}");
        QCOMPARE(client.status, 401);
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
