#pragma once
/// Keeps one account's access token fresh: renews early, one renewal at a time, backs off while the token
/// endpoint fails. Lives on the thread of its owner.

#include "core/google/endpoints.h"
#include "core/google/token_cache.h"
#include "core/google/wire.h"

#include <QObject>
#include <QTimer>

namespace rowcast::google {

class TokenSource : public QObject {
    Q_OBJECT
public:
    TokenSource(Credential credential, Endpoints endpoints, Wire* wire, QObject* parent = nullptr);

    /// The token if it may be used now; otherwise a renewal is under way, or trouble() says why not.
    [[nodiscard]] const Secret* token();
    /// Why there is no token; null while the one at hand still works, though its renewal may be failing.
    [[nodiscard]] const Failure* trouble() const;
    [[nodiscard]] const Credential& credential() const { return credential_; }
    /// Google answered 401 to this token.
    void spoiled(const Secret& token);
    /// Scopes that the token endpoint named with the last grant; empty if it named none.
    [[nodiscard]] const QStringList& scopes() const { return scopes_; }

signals:
    /// A token came, or trouble() changed.
    void changed();

private:
    void renewIfDue();
    void ask();
    void finish(const WireResult& result);
    void refuse(const Failure& failure);

    Credential credential_;
    Endpoints endpoints_;
    Wire* wire_;
    TokenCache cache_;
    QStringList scopes_;
    std::optional<Millis> clockDifference_; ///< Google's clock less ours, once ours was refused
    QTimer timer_;
};

} // namespace rowcast::google
