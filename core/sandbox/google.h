#pragma once
/// The whole local Google without a network: `handle` answers one request. Pure model inside: the same
/// requests at the same times give the same answers. One thread at a time; LocalGoogle puts a server and a
/// mutex round it.

#include "core/sandbox/options.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rowcast::sandbox {

struct World;

struct Request {
    std::string verb;   ///< "GET"
    std::string target; ///< path and query as sent: "/v4/spreadsheets/x?fields=a"
    std::string body;
    std::string authorization; ///< the header's value
    std::string contentType;
};

struct Response {
    /// What becomes of the reply on the wire.
    enum class Fate { Send, Reset, Drop, Half };
    int status = 200;
    std::string contentType = "application/json; charset=UTF-8";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    Fate fate = Fate::Send;
    Millis delay{0}; ///< to wait before the reply
};

/// Counted since the start, for tests and the people's page.
struct Counts {
    std::map<std::string, std::uint64_t, std::less<>> requests; ///< by method id
    std::map<int, std::uint64_t> statuses;
    std::map<Fault, std::uint64_t> faults;
    std::map<std::string, std::uint64_t, std::less<>> unknownKinds; ///< request kinds answered with 501
    std::uint64_t total = 0;
};

class Google {
public:
    explicit Google(Options options = {});
    ~Google();
    Google(const Google&) = delete;
    Google& operator=(const Google&) = delete;

    [[nodiscard]] Response handle(const Request& request, WallTime now);

    /// "http://127.0.0.1:8080", told by the server; stands in keys and redirects.
    void setRootUrl(std::string url);

    /// A service-account key file whose token_uri is this sandbox; `email` empty = a fresh account.
    [[nodiscard]] std::string issueServiceAccountKey(std::string email = {});
    /// An access token without sign-in, for tests: short scope names ("drive", "spreadsheets", "drive.file").
    [[nodiscard]] std::string issueToken(const std::string& email, const std::vector<std::string>& scopes,
                                         WallTime now, const std::string& client = "sandbox-client");

    /// The JSON of a desktop OAuth client; see Accounts::issueClient.
    [[nodiscard]] std::string issueClient(bool testing);

    [[nodiscard]] const Counts& counts() const;
    void setFaults(FaultPlan plan);
    void setQuota(QuotaPlan plan);
    /// The model itself, for the people's hand (people.h) and for checks.
    [[nodiscard]] World& world() { return *m_world; }

private:
    Response answer(const Request& request, WallTime now);
    std::unique_ptr<World> m_world;
};

} // namespace rowcast::sandbox
