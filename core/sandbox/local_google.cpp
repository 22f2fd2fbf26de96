#include "core/sandbox/local_google.h"

#include "core/sandbox/world.h"

#include <httplib.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <atomic>
#include <thread>

namespace rowcast::sandbox {

namespace {

/// One connection. Replies that shall not arrive are cut here, below HTTP.
class Connection : public httplib::Stream {
public:
    Connection(socket_t socket, time_t readSeconds) : m_socket(socket), m_readMs(int(readSeconds) * 1000) {}

    bool is_readable() const override { return m_at < m_filled || wait(POLLIN, m_readMs); }
    bool is_writable() const override { return wait(POLLOUT, m_readMs); }
    ssize_t read(char* data, size_t size) override {
        if (m_at == m_filled) {
            if (!wait(POLLIN, m_readMs)) return -1;
            const auto got = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
            if (got <= 0) return got;
            m_at = 0;
            m_filled = std::size_t(got);
        }
        const auto taken = std::min(size, m_filled - m_at);
        std::copy_n(m_buffer.data() + m_at, taken, data);
        m_at += taken;
        return ssize_t(taken);
    }
    ssize_t write(const char* data, size_t size) override {
        if (size > m_budget) { // the fate: so many bytes, then the end
            const auto last = m_budget;
            m_budget = 0;
            if (last > 0) sendAll(data, last);
            return -1;
        }
        if (m_budget != kUnlimited) m_budget -= size;
        return sendAll(data, size);
    }
    void get_remote_ip_and_port(std::string& ip, int& port) const override {
        ip = "127.0.0.1";
        port = 0;
    }
    void get_local_ip_and_port(std::string& ip, int& port) const override {
        get_remote_ip_and_port(ip, port);
    }
    socket_t socket() const override { return m_socket; }

    void allowOnly(std::size_t bytes) { m_budget = bytes; }
    void resetAtClose() {
        const linger now{1, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        m_budget = 0;
    }
    [[nodiscard]] bool cut() const { return m_budget != kUnlimited; }
    [[nodiscard]] bool buffered() const { return m_at < m_filled; }
    [[nodiscard]] bool wait(short events, int ms) const {
        pollfd watched{m_socket, events, 0};
        return ::poll(&watched, 1, ms) > 0;
    }

private:
    ssize_t sendAll(const char* data, size_t size) const {
        for (std::size_t done = 0; done < size;) {
            const auto sent = ::send(m_socket, data + done, size - done, MSG_NOSIGNAL);
            if (sent <= 0) return -1;
            done += std::size_t(sent);
        }
        return ssize_t(size);
    }
    static constexpr std::size_t kUnlimited = ~std::size_t(0);
    socket_t m_socket;
    int m_readMs;
    std::size_t m_budget = kUnlimited, m_at = 0, m_filled = 0;
    std::array<char, 65536> m_buffer{};
};

/// The connection that this thread serves; handlers of httplib are told nothing of it.
thread_local Connection* t_connection = nullptr;

} // namespace

class LocalGoogle::Server : public httplib::Server {
public:
    explicit Server(LocalGoogle& owner) : m_owner(owner) {
        new_task_queue = [] { return new httplib::ThreadPool(64); };
        set_tcp_nodelay(true);
        set_keep_alive_max_count(1'000'000);
        set_keep_alive_timeout(120);
        set_payload_max_length(256UL * 1024 * 1024);
        // The default shares a port that is taken.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        const auto serve = [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response);
        };
        Get(".*", serve)
            .Post(".*", serve)
            .Put(".*", serve)
            .Patch(".*", serve)
            .Delete(".*", serve)
            .Options(".*", serve);
    }
    ~Server() override { end(); }

    [[nodiscard]] int bind(std::uint16_t port) {
        if (port == 0) return bind_to_any_port("127.0.0.1");
        return bind_to_port("127.0.0.1", port) ? port : -1;
    }
    void run() {
        m_thread = std::thread([this] { listen_after_bind(); });
        while (!is_running())
            std::this_thread::yield();
    }
    void end() {
        m_ending = true;
        stop();
        if (m_thread.joinable()) m_thread.join();
    }

private:
    bool process_and_close_socket(socket_t socket) override {
        Connection connection(socket, read_timeout_sec_);
        t_connection = &connection;
        const int one = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        bool closed = false, served = true;
        for (auto left = keep_alive_timeout_sec_ * 10;
             !closed && served && !connection.cut() && !m_ending && left > 0;) {
            if (!connection.buffered() && !connection.wait(POLLIN, 100)) {
                --left;
                continue;
            }
            left = keep_alive_timeout_sec_ * 10;
            served = process_request(connection, false, closed, nullptr);
        }
        t_connection = nullptr;
        ::shutdown(socket, SHUT_RDWR);
        ::close(socket);
        return served;
    }

    void answer(const httplib::Request& request, httplib::Response& response) const {
        Request ours{request.method, request.target, request.body, request.get_header_value("Authorization"),
                     request.get_header_value("Content-Type")};
        const auto reply = m_owner.handle(ours);
        for (auto left = reply.delay; left.count() > 0 && !m_ending; left -= Millis(20))
            std::this_thread::sleep_for(std::min(left, Millis(20)));
        response.status = reply.status;
        for (const auto& [name, value] : reply.headers)
            response.set_header(name, value);
        response.set_content(reply.body, reply.contentType);
        switch (reply.fate) {
        case Response::Fate::Send: break;
        case Response::Fate::Reset: t_connection->resetAtClose(); break;
        case Response::Fate::Drop: t_connection->allowOnly(0); break;
        case Response::Fate::Half: t_connection->allowOnly(250 + reply.body.size() / 2); break;
        }
    }

    LocalGoogle& m_owner;
    std::thread m_thread;
    std::atomic<bool> m_ending = false;
};

LocalGoogle::LocalGoogle(Options options) : m_google(std::move(options)) {}
LocalGoogle::~LocalGoogle() {
    stop();
}

Result<> LocalGoogle::start() {
    m_server = std::make_unique<Server>(*this);
    const auto wanted = withWorld([](World& world) { return world.options.port; });
    const int port = m_server->bind(wanted);
    if (port < 0) {
        m_server.reset();
        return fail(Remedy::FixSettings,
                    QStringLiteral("Port %1 is already taken by another program. Choose another --port.")
                        .arg(wanted));
    }
    m_port = std::uint16_t(port);
    m_rootUrl = "http://127.0.0.1:" + std::to_string(port);
    m_google.setRootUrl(m_rootUrl);
    m_server->run();
    return {};
}

void LocalGoogle::stop() {
    m_server.reset();
}

Response LocalGoogle::handle(const Request& request, WallTime now) {
    const std::scoped_lock lock(m_mutex);
    return m_google.handle(request, now);
}
std::string LocalGoogle::issueServiceAccountKey(std::string email) {
    const std::scoped_lock lock(m_mutex);
    return m_google.issueServiceAccountKey(std::move(email));
}
std::string LocalGoogle::issueToken(const std::string& email, const std::vector<std::string>& scopes,
                                    const std::string& client) {
    const std::scoped_lock lock(m_mutex);
    return m_google.issueToken(email, scopes, now(), client);
}
Counts LocalGoogle::counts() const {
    const std::scoped_lock lock(m_mutex);
    return m_google.counts();
}
void LocalGoogle::setFaults(FaultPlan plan) {
    const std::scoped_lock lock(m_mutex);
    m_google.setFaults(std::move(plan));
}
void LocalGoogle::setQuota(QuotaPlan plan) {
    const std::scoped_lock lock(m_mutex);
    m_google.setQuota(plan);
}
void LocalGoogle::people(const std::function<void(People&)>& act) {
    const std::scoped_lock lock(m_mutex);
    People hand(m_google.world(), now());
    act(hand);
}
void LocalGoogle::accounts(const std::function<void(Accounts&)>& act) {
    const std::scoped_lock lock(m_mutex);
    act(m_google.world().accounts);
}
std::string LocalGoogle::issueClient(bool testing) {
    const std::scoped_lock lock(m_mutex);
    return m_google.issueClient(testing);
}

} // namespace rowcast::sandbox
