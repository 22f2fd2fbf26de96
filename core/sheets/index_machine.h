#pragma once
/// The index of a folder: finds the one spreadsheet that says which spreadsheet is whose, and writes claims
/// into it, as many as are due in one version step. It knows no JSON, clock, random source or QObject. Pure;
/// one thread at a time.

#include "core/sheets/protocol.h"
#include "core/sheets/sheet_book.h"

#include <deque>

namespace rowcast::sheets {

struct IndexRules {
    Millis settle{120'000};    ///< an index counts once a list this long after its creation shows none older
    Millis listAge{3'600'000}; ///< how often other indexes are looked for
    SpreadsheetId known;       ///< that the store knows: if it is gone, the admin decides
    std::int64_t knownVersion = 0;
    std::string urlStart = "https://docs.google.com/spreadsheets/d/";
};

class IndexMachine {
public:
    explicit IndexMachine(IndexRules rules) : rules_(std::move(rules)) {}

    [[nodiscard]] std::vector<IndexAction> step(const IndexEvent& event, Monotonic now);
    [[nodiscard]] bool idle() const { return asked_ == Asked::Nothing; }
    /// The index in use; empty until it is found.
    [[nodiscard]] const SpreadsheetId& sheet() const { return book_.sheet; }
    [[nodiscard]] std::int64_t version() const { return book_.version(); }

private:
    enum class Asked { Nothing, Wait, List, Other, Create, State, Columns, Claims, Write };
    struct Want {
        FormId form;
        int generation = 1;
        SpreadsheetId sheet;
        std::string title;
    };
    [[nodiscard]] const SpreadsheetId& inUse() const {
        return book_.sheet.empty() ? rules_.known : book_.sheet;
    }
    void outcome(const Outcome& outcome, Monotonic now);
    void understand(Asked asked, const Outcome& outcome, Monotonic now);
    void listed(const IndexesListed& list, Monotonic now);
    void noneListed();
    void noneInUse(const IndexesListed& list);
    void otherLooked(const ClaimsRead& read);
    void choose();
    void use(const SpreadsheetId& sheet);
    void goOn();
    void stateRead(const StateRead& read);
    void claimsRead(const ClaimsRead& read);
    void claimsWritten(Monotonic now);
    void advance(Monotonic now);
    [[nodiscard]] bool answerWhatIsDecided();
    [[nodiscard]] WritePlan claimPlan();
    [[nodiscard]] ClaimsGiven claimsOf(const FormId& form) const;
    void recheck();
    void forget();
    void block(const Error& error);
    void answerAll(const Outcome& answer);
    void backOff();

    IndexRules rules_;
    SheetBook book_;
    Asked asked_ = Asked::Nothing;
    std::vector<IndexAction> out_;
    std::vector<FormId> asks_;
    std::deque<Want> wants_;
    std::vector<Want> sent_; ///< claims in the write on its way
    WritePlan plan_;

    std::optional<Monotonic> listedAt_;
    bool recheck_ = false;
    std::vector<IndexesListed::Index> listed_; ///< by the last list
    std::deque<IndexesListed::Index> others_;  ///< of them: whose claims are looked at
    std::vector<IndexesListed::Index> bound_;  ///< of them: that hold claims
    int emptyLists_ = 0;                       ///< in a row
    std::optional<Error> blocked_;
    bool claimsKnown_ = false;
    std::map<std::string, std::map<int, SpreadsheetId>> claims_;
    std::shared_ptr<const std::set<SpreadsheetId>> all_ = std::make_shared<std::set<SpreadsheetId>>();
    std::map<std::int64_t, int> perTab_; ///< claims on each tab
    int attempt_ = 0;                    ///< passing failures in a row
    int refusals_ = 0;                   ///< of version steps from a version that the state still shows
    Millis wait_{0};
};

} // namespace rowcast::sheets
