#pragma once
/// Reads kept records as delivery would, under profiles and maps of one's choice. Pure; any thread.

#include "core/transform/specimens.h"
#include "core/transform/transformer.h"

#include <QStringList>

#include <map>

namespace rowcast::browse {

/// One response as people see it.
struct SeenResponse {
    FormId form;
    std::string id;
    WallTime submittedAt{};
    std::vector<std::pair<std::uint32_t, QString>>
        cells; ///< by question of its form, as the sheet shows them
};
/// One record: its responses, or in a sentence why there is none.
struct SeenRecord {
    Position position;
    transform::Reading reading = transform::Reading::Tombstone;
    QString why; ///< of a rejected one
    std::vector<SeenResponse> responses;
};

class SpecimenReader {
public:
    SpecimenReader(const SpecimenReader&) = delete;
    SpecimenReader& operator=(const SpecimenReader&) = delete;
    SpecimenReader(transform::ProfileSet profiles, const transform::TransformOptions& options,
                   const std::vector<QuestionMap>& maps = {});

    [[nodiscard]] SeenRecord read(const RecordBatch& one);
    /// The form's responses among the specimens, oldest first.
    [[nodiscard]] std::vector<SeenResponse> responsesOf(const transform::Specimens& specimens,
                                                        const FormId& form);
    [[nodiscard]] transform::FormEntry& form(const FormId& id);
    /// What the newest response read so far that says so tells of the form's questions; empty: none did.
    [[nodiscard]] QuestionMap definition(const FormId& id) const;

private:
    transform::Transformer transformer_;
    transform::Zone zone_;
    std::map<transform::FormIndex, QuestionMap> definitions_;
};

/// A cell as a sheet shows it: dates and times written out, yes and no as TRUE and FALSE.
[[nodiscard]] QString shownText(const Cell& cell);
/// An instant on the spreadsheets' clock.
[[nodiscard]] QString shownTime(WallTime at, transform::Zone& zone);

} // namespace rowcast::browse
