#pragma once
/// The language of the machines: they are told events and answer with actions. A machine has at most one
/// asked action open at a time; said ones are not answered. Plain values; any thread.

#include "core/model/command.h"
#include "core/sheets/asks.h"
#include "core/sheets/outcomes.h"
#include "core/sinks/sink.h"

namespace rowcast::sheets {

// ---- said
struct Confirm {
    BatchWritten report;
};
struct Fail {
    BatchFailed failure;
};
struct Tell {
    FormSheet sheet;
};
struct AnswerMend {
    CommandResult result;
};

// ---- told to a form's machine
struct Take {
    std::shared_ptr<const Batch> batch;
};
struct LogStarted {
    LogStart start;
};
struct MendForm {
    quint64 command = 0;
    Choice choice = Choice::TryAgain;
    SpreadsheetId sheet; ///< of PickAnother
};
struct Release {};
/// The index no longer holds for the folder (or, without an error, holds again).
struct IndexBlocked {
    std::optional<Error> error;
};

using FormEvent = std::variant<Take, LogStarted, MendForm, Release, IndexBlocked, Outcome>;
using FormAction =
    std::variant<ReadState, ReadColumns, ReadIds, ReadRows, ReadTagged, Write, CheckFile, FindFiles,
                 CreateFile, TrashFile, AskClaims, MakeClaim, Wait, Confirm, Fail, Tell, AnswerMend>;

/// An answer to AskClaims or MakeClaim: ClaimsGiven or Refused.
struct GiveClaims {
    FormId form;
    Outcome answer;
};
/// Told to the index's machine: a form's AskClaims or MakeClaim, time to look for other indexes, or the
/// admin's word that the one in use will not come back.
struct Recheck {};
struct RebuildIndex {};
using IndexEvent = std::variant<AskClaims, MakeClaim, Recheck, RebuildIndex, Outcome>;
using IndexAction = std::variant<ListIndexes, CreateIndex, TrashFile, ReadState, ReadColumns, ReadClaims,
                                 Write, Wait, GiveClaims, IndexBlocked>;

} // namespace rowcast::sheets
