#include "core/google/call.h"

#include <array>

namespace rowcast::google {

namespace {

constexpr std::array<std::pair<Reason, const char*>, 31> kReasons{{
    {Reason::Other, "other"},
    {Reason::MetadataIdExists, "metadata-id-exists"},
    {Reason::MetadataIdMissing, "metadata-id-missing"},
    {Reason::MetadataStorageFull, "metadata-storage-full"},
    {Reason::CellLimit, "cell-limit"},
    {Reason::CellTooLong, "cell-too-long"},
    {Reason::NoSuchTab, "no-such-tab"},
    {Reason::OutsideGrid, "outside-grid"},
    {Reason::InvalidRequest, "invalid-request"},
    {Reason::NotShared, "not-shared"},
    {Reason::ProtectedRange, "protected-range"},
    {Reason::NotFound, "not-found"},
    {Reason::NoStorage, "no-storage"},
    {Reason::InvalidSharing, "invalid-sharing"},
    {Reason::ApiDisabled, "api-disabled"},
    {Reason::ScopeMissing, "scope-missing"},
    {Reason::NotAuthenticated, "not-authenticated"},
    {Reason::RateLimited, "rate-limited"},
    {Reason::Unavailable, "unavailable"},
    {Reason::Network, "network"},
    {Reason::TimedOut, "timed-out"},
    {Reason::TooLarge, "too-large"},
    {Reason::Garbled, "garbled"},
    {Reason::NoCredential, "no-credential"},
    {Reason::GrantExpired, "grant-expired"},
    {Reason::ClockWrong, "clock-wrong"},
    {Reason::KeyRejected, "key-rejected"},
    {Reason::DelegationMissing, "delegation-missing"},
    {Reason::ClientRejected, "client-rejected"},
    {Reason::ConsentDenied, "consent-denied"},
    {Reason::Cancelled, "cancelled"},
}};

} // namespace

QString toString(Reason reason) {
    for (const auto& [value, word] : kReasons)
        if (value == reason) return QString::fromLatin1(word);
    Q_UNREACHABLE();
}

} // namespace rowcast::google
