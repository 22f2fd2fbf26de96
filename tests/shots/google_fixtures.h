#pragma once
/// Invented states of the Google account for pictures and GUI tests. Plain functions; any thread.

#include "core/model/status.h"

namespace rowcast::shots {

/// The drawing's own: a person and a service account, two things that need somebody.
[[nodiscard]] Status googleFull();
/// Nobody is signed in; without an OAuth client there is nothing to sign in with either.
[[nodiscard]] Status googleEmpty(bool hasClient);
/// A sign-in waits for the browser.
[[nodiscard]] Status googleWaiting();
/// Google ended the sign-in: delivery stands.
[[nodiscard]] Status googleExpired();
/// A service account alone: it cannot create spreadsheets.
[[nodiscard]] Status googleServiceAccount();
/// One person, five service accounts, long names.
[[nodiscard]] Status googleMany();
/// No keychain answers.
[[nodiscard]] Status googleNoKeychain();

} // namespace rowcast::shots
