#pragma once
/// Bytes that must not be shown: a password, a key, a token. Prints as "…"; only reveal() gives the bytes.
/// Any thread.

#include <QByteArray>
#include <QDebug>

namespace rowcast {

class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : bytes_(std::move(bytes)) {}

    [[nodiscard]] const QByteArray& reveal() const { return bytes_; }
    [[nodiscard]] bool empty() const { return bytes_.isEmpty(); }
    bool operator==(const Secret&) const = default;

    friend QDebug operator<<(QDebug debug, const Secret& secret) {
        return debug << (secret.empty() ? "(no secret)" : "…");
    }

private:
    QByteArray bytes_;
};

} // namespace rowcast
