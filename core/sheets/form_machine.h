#pragma once
/// One form's way into its spreadsheet as a state machine: Unknown → Locating → Ready ⇄ Writing, or a failure
/// that says what to do. It knows no JSON, clock, random source or QObject: it is told outcomes and asks for
/// actions. Pure; one thread at a time.

#include "core/sheets/form_plan.h"
#include "core/sheets/form_rules.h"
#include "core/sheets/locator.h"
#include "core/sheets/verifier.h"

namespace rowcast::sheets {

class FormMachine {
public:
    FormMachine(FormId form, FormRules rules);

    /// Tells it what happened; it answers what to do. At most one of the actions is asked, the rest are said.
    [[nodiscard]] std::vector<FormAction> step(const FormEvent& event, Monotonic now);

    /// Nothing is asked and nothing is in hand.
    [[nodiscard]] bool idle() const { return asked_ == Asked::Nothing && !batch_ && !mend_; }
    [[nodiscard]] const SheetBook& book() const { return book_; }

private:
    // clang-format off
    enum class Asked {
        Nothing, Wait, Locate, Check, State, Inherit, Columns, Ids, OlderIds, Verify, Untag, PartState,
        PartColumns, PartWrite, Write, Seal, Part, Trash, Restore, PickClaims, PickFile, PickState
    };
    // clang-format on
    using Decision = Result<std::optional<FormAction>>;
    static inline const std::optional<FormAction> kDecideAgain; ///< no action: something changed

    // What it is told, and what comes next (form_machine.cpp)
    void take(const Take& take, Monotonic now);
    void logStarted(const LogStart& start);
    void release();
    void outcome(const Outcome& outcome, Monotonic now);
    void advance(Monotonic now);
    [[nodiscard]] Decision decide(Monotonic now);
    [[nodiscard]] Decision prepare(Monotonic now);
    [[nodiscard]] Decision check(Monotonic now);
    [[nodiscard]] std::optional<FormAction> retitle();
    [[nodiscard]] Decision learnIds();
    [[nodiscard]] Decision write(Monotonic now);
    // Rows whose response has one already (form_edits.cpp)
    [[nodiscard]] FormAction compare(const PlannedWrite& planned, Monotonic now);
    void compared();
    void planEditsAnew();
    [[nodiscard]] std::vector<std::uint32_t> coverEdited();
    void remember(std::uint32_t row);
    [[nodiscard]] std::optional<FormAction> untag(SheetBook& book);
    // Rows that must stand in an earlier part (form_parts.cpp)
    [[nodiscard]] Decision checkParts(Monotonic now);
    [[nodiscard]] std::optional<FormAction> widenPart();
    [[nodiscard]] bool partRefused(Asked asked, const Refused& refused);
    void partLeft();
    [[nodiscard]] SheetBook& checkedBook() { return part_ ? *part_ : book_; }
    [[nodiscard]] FormAction ask(Asked what, FormAction action);
    void enter();
    void confirm();
    void giveUp(const Error& error);
    void tell();
    // Another spreadsheet, and the admin's ways to mend (form_mend.cpp)
    [[nodiscard]] Decision rollOver();
    void leave(const SpreadsheetId& next, bool made);
    void mend(const MendForm& mend, Monotonic now);
    [[nodiscard]] Decision pick();
    [[nodiscard]] Result<> picked(Asked asked, const Outcome& outcome);
    void endMend(const std::optional<Error>& error, const QString& message = {});
    // What outcomes mean (form_outcomes.cpp)
    [[nodiscard]] Result<> understand(Asked asked, const Outcome& outcome, Monotonic now);
    [[nodiscard]] Result<> refused(Asked asked, const Refused& refused);
    [[nodiscard]] Result<> writeRefused(Asked asked, const Refused& refused);
    void unknown(Asked asked, const Unknown& unknown);
    [[nodiscard]] Result<> stateRead(const StateRead& read, Monotonic now);
    [[nodiscard]] Result<> versionRead(Monotonic now);
    [[nodiscard]] Result<> rowRefused(const Error& error);
    void rowsWritten(const Written& written, Monotonic now);
    void verified(const Outcome& outcome, Monotonic now);
    void untagged(const Outcome& outcome, Monotonic now);
    void idsRead(const IdsRead& read);
    void olderIdsRead(const IdsRead* read);
    [[nodiscard]] Result<> rowsChecked();
    void backOff();

    [[nodiscard]] std::string keyOf(const TopicPartition& partition) const;
    void columnsRead(const ColumnsRead& read, Monotonic now);
    void checkBelow(const std::vector<std::uint32_t>& below);
    [[nodiscard]] bool anotherLog(const Row& row, bool missing) const;
    [[nodiscard]] bool has(Fate fate) const;
    [[nodiscard]] std::vector<std::uint32_t> rowsBelow() const;
    [[nodiscard]] std::string title() const;

    FormId form_;
    FormRules rules_;
    Locator locator_;
    SheetBook book_;
    Verifier verifier_;
    std::vector<FormAction> out_;
    Asked asked_ = Asked::Nothing;

    std::shared_ptr<const Batch> batch_;
    std::vector<Fate> fates_;
    BatchWritten report_;
    std::size_t rowLimit_ = 0;
    Monotonic deadline_{};
    std::optional<Error> lastError_;
    std::map<TopicPartition, LogStart> logs_;
    PlannedWrite planned_; ///< the rows on their way
    WritePlan sent_;       ///< the write on its way
    std::string title_;    ///< of the last batch
    bool released_ = false;
    std::optional<Error> folderBlocked_;
    bool locateAnew_ = false;

    std::optional<Monotonic> checkedAt_;
    bool stateFresh_ = false; ///< read after the last write
    bool doubtReply_ = false; ///< what is on its way may be older than what another instance wrote
    std::optional<Monotonic> contendedUntil_;
    std::optional<std::int64_t> refusedVersion_; ///< under which a write was refused
    int unexplained_ = 0;    ///< refusals in a row of writes whose columns are seen to stand
    bool lookAgain_ = false; ///< the refused write pinned columns: did they move?
    int tagsDoubted_ = 0;    ///< refused writes that took row tags away: one may have moved
    int staleReads_ = 0;
    int attempt_ = 0;
    Millis wait_{0};
    std::map<SpreadsheetId, std::int64_t> versions_; ///< highest seen
    std::int64_t rows_ = 0;                          ///< data rows known, all parts

    bool inheritRead_ = false;
    int inheritFrom_ = 0; ///< the generation that is asked
    IdSet older_;
    int olderThan_ = 0; ///< older_ holds all parts below this generation
    int olderNext_ = 0;
    std::optional<SheetBook> part_; ///< the earlier part in which rows are checked
    bool partFull_ = false;
    int partNext_ = 0; ///< the generation to look in next; 0: all were looked in

    bool full_ = false;
    SpreadsheetId next_; ///< to go on with
    bool nextMade_ = false;
    bool gone_ = false; ///< the spreadsheet answers 404
    std::optional<Choice> deletedChoice_;
    std::optional<MendForm> mend_;
    int pickStep_ = 0;
    bool moved_ = false; ///< the old spreadsheet was left since mend_ began
};

} // namespace rowcast::sheets
