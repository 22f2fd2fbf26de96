#include "core/google/account.h"

namespace rowcast::google {

QString emailOf(const Credential& credential) {
    return std::visit([](const auto& account) { return account.email; }, credential);
}

} // namespace rowcast::google
