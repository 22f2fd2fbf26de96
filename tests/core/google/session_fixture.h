#pragma once
/// Google as far as a Session needs it, on a raw socket: gives tokens by itself, asks a script for the rest.

#include "core/google/session.h"
#include "tests/support/scripted_http.h"

#include <algorithm>

namespace rowcast::test {

using namespace rowcast::google;

inline const SpreadsheetId kSheet("sheet1");

inline SignedInPerson person(const char* email = "anna@example.org",
                             const char* refresh = "1//refresh-of-anna") {
    return {QString::fromLatin1(email), {QStringLiteral("client"), Secret("s")}, Secret(refresh)};
}

struct Google {
    ScriptedHttp::Script api = [](const HttpRequest&) { return httpAnswer(200, "{}"); };
    ScriptedHttp::Script token = [this](const HttpRequest&) {
        return httpAnswer(200, "{\"access_token\":\"token" + QByteArray::number(++tokens) +
                                   "\",\"expires_in\":3600}");
    };
    int tokens = 0;
    ScriptedHttp server{[this](const HttpRequest& r) { return r.target == "/token" ? token(r) : api(r); }};

    [[nodiscard]] GoogleConfig config() const {
        GoogleConfig config;
        config.endpoint = server.root();
        return config;
    }
    [[nodiscard]] int copies(const QByteArray& verb) const {
        return static_cast<int>(
            std::count_if(server.seen().begin(), server.seen().end(),
                          [&](const HttpRequest& r) { return r.verb == verb && r.target != "/token"; }));
    }
};

struct Answers {
    std::vector<Answer<Reply>> all;
    Session::Callback add = [this](const Answer<Reply>& a) { all.push_back(a); };
};

} // namespace rowcast::test
