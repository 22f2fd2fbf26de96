#pragma once
/// The local Google on a loopback port: one root URL serves Sheets, Drive, Forms, sign-in and the people's
/// page. Any thread may call; its own threads answer requests under the one mutex round the model. Ends with
/// its object.

#include "core/sandbox/accounts.h"
#include "core/sandbox/google.h"
#include "core/sandbox/people.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace rowcast::sandbox {

class LocalGoogle {
public:
    explicit LocalGoogle(Options options = {});
    ~LocalGoogle();
    LocalGoogle(const LocalGoogle&) = delete;
    LocalGoogle& operator=(const LocalGoogle&) = delete;

    /// Binds and answers at once. Fails when the port is taken.
    [[nodiscard]] Result<> start();
    void stop();
    /// "http://127.0.0.1:PORT", without a slash at the end.
    [[nodiscard]] std::string rootUrl() const { return m_rootUrl; }
    [[nodiscard]] std::uint16_t port() const { return m_port; }

    /// In process, without the network; faults and latency apply as values of the Response.
    [[nodiscard]] Response handle(const Request& request, WallTime now);
    [[nodiscard]] Response handle(const Request& request) { return handle(request, now()); }
    /// Its clock is the computer's and what was skipped: seven days pass in no time.
    [[nodiscard]] WallTime now() const { return wallNow() + m_skipped.load(); }
    void skipTime(Millis more) { m_skipped = m_skipped.load() + more; }

    [[nodiscard]] std::string issueServiceAccountKey(std::string email = {});
    [[nodiscard]] std::string issueToken(const std::string& email, const std::vector<std::string>& scopes,
                                         const std::string& client = "sandbox-client");
    /// The JSON file of a desktop OAuth client; `testing`: its refresh tokens die after seven days.
    [[nodiscard]] std::string issueClient(bool testing = false);
    [[nodiscard]] Counts counts() const;
    void setFaults(FaultPlan plan);
    void setQuota(QuotaPlan plan);
    /// What a person would do in the browser, under the mutex: `people([](People& p) { p.sort(...); })`.
    void people(const std::function<void(People&)>& act);
    /// Tokens and grants, under the mutex: `accounts([](Accounts& a) { a.withdraw("ada@example.org"); })`.
    void accounts(const std::function<void(Accounts&)>& act);
    /// The value behind `read`, under the mutex, for whoever shows or checks the model.
    template <class Read>
    auto withWorld(const Read& read) {
        const std::scoped_lock lock(m_mutex);
        return read(m_google.world());
    }

private:
    class Server;
    mutable std::mutex m_mutex;
    Google m_google;
    std::unique_ptr<Server> m_server;
    std::string m_rootUrl;
    std::uint16_t m_port = 0;
    std::atomic<Millis> m_skipped = Millis(0);
};

} // namespace rowcast::sandbox
