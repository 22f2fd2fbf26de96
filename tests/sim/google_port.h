#pragma once
/// Answers what the machines ask for from a VirtualGoogle, as the rim does from the real one. One thread.

#include "tests/sim/virtual_google.h"

#include <random>

namespace rowcast::sim {

/// How lists lag behind what was created.
struct Lag {
    Millis form{0};
    Millis index{0};
};

class GooglePort {
public:
    GooglePort(VirtualGoogle& google, std::mt19937_64& random, Lag lag)
        : google_(google), random_(random), lag_(lag) {}

    /// Precondition: the action is asked of Google (not Wait, AskClaims, MakeClaim or one that is only said).
    [[nodiscard]] sheets::Outcome answer(const sheets::FormAction& action, WallTime now);
    [[nodiscard]] sheets::Outcome answer(const sheets::IndexAction& action, WallTime now);

    // Boundary mutant: the index takes every claim, whatever its version.
    bool claimsIgnoreVersion = false;

private:
    [[nodiscard]] sheets::Outcome readState(const SpreadsheetId& sheet);
    [[nodiscard]] sheets::Outcome readColumns(const sheets::ReadColumns& read);
    [[nodiscard]] sheets::Outcome readIds(const sheets::ReadIds& read);
    [[nodiscard]] sheets::Outcome readRows(const SpreadsheetId& sheet, const sheets::SheetView& known,
                                           bool taggedOnly,
                                           const std::vector<sheets::ReadRows::Range>& ranges);
    [[nodiscard]] sheets::Outcome write(const sheets::WritePlan& plan);
    [[nodiscard]] sheets::Outcome create(const std::string& name, const std::string& key,
                                         const std::string& value, Millis lag, WallTime now);
    [[nodiscard]] sheets::Outcome trash(const sheets::TrashFile& action);

    VirtualGoogle& google_;
    std::mt19937_64& random_;
    Lag lag_;
};

} // namespace rowcast::sim
