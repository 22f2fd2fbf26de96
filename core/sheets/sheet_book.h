#pragma once
/// What is known of one spreadsheet and by which version it is vouched for; the base of every write to it.
/// Plain value; any thread.

#include "core/base/time.h"
#include "core/sheets/contents.h"
#include "core/sheets/id_table.h"
#include "core/sheets/protocol.h"
#include "core/sheets/state_entry.h"

#include <optional>

namespace rowcast::sheets {

struct SheetBook {
    SpreadsheetId sheet;
    std::string form; ///< formKey()

    bool stateRead = false;
    std::optional<StateEntry> state; ///< none: nothing was ever written here
    ColumnsEntry columns;
    bool columnsEntryThere = false;
    std::map<std::string, std::int64_t>
        inherited;                 ///< watermarks of the parts before, while there is no state
    std::optional<SheetView> view; ///< read after the state
    Monotonic viewAt{};
    IdSet ids; ///< read after the state
    bool idsKnown = false;
    Contents contents;                                ///< of rows, true at this version
    bool rowTagged = false;                           ///< row tags may stand here
    std::optional<std::vector<std::int32_t>> rowTags; ///< their ids, all of them; read after the state

    [[nodiscard]] std::int64_t version() const { return state ? state->version : 0; }
    [[nodiscard]] bool sealed() const { return state && !state->sealedTo.empty(); }
    [[nodiscard]] std::optional<std::int64_t> watermark(const std::string& partition) const;
    /// Takes the entries of a StateRead in. What was known under another version is forgotten.
    [[nodiscard]] Result<> learn(const std::vector<Metadata>& entries);
    /// A write to this spreadsheet that so far only steps the version and takes away the row tags that are
    /// known, so that nothing written to them can land later; `next` as its state will say.
    [[nodiscard]] WritePlan plan(std::map<std::string, std::int64_t> next,
                                 const SpreadsheetId& sealTo = {}) const;
    /// The watermarks as they stand.
    [[nodiscard]] const std::map<std::string, std::int64_t>& marks() const {
        return state ? state->next : inherited;
    }
    void tagsRead(const RowsRead& read);
    /// `plan` was confirmed by a reply that shows `view`.
    void written(const WritePlan& plan, const SheetView& view, Monotonic now);
    /// The state must be read again; what it vouches for stays until another version is seen.
    void doubt() { stateRead = false; }
};

} // namespace rowcast::sheets
