#pragma once
/// The form simulator: an endless run of records that depends on its plan alone. Pure; any thread.

#include "core/base/result.h"
#include "core/intake/broken.h"
#include "core/intake/response.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace rowcast::intake {

struct Plan {
    std::vector<Form> forms; ///< at least one
    Shape shape = Shape::Google;
    double broken = 0;    ///< share of records that are broken
    double repeated = 0;  ///< share of records that repeat one of the last 200
    std::size_t size = 0; ///< lengthen a text until the value has so many bytes; 0: as it comes
    std::int64_t newQuestionsAfter =
        0; ///< responses of a form, after each so many of which it grows a question; 0: never
    std::uint64_t seed = 1;
    double edited = 0; ///< share of records that submit one of the last 200 again with other answers; every
                       ///< fifth of these is older and comes late
};

/// One record to be sent. Its key is the form's id.
struct Produced {
    std::string key;
    std::optional<std::string> value; ///< none: a tombstone
    std::optional<Broken> broken;
    bool repeated = false;
    Response response; ///< what was filled in; its value may be broken
};

class Generator {
public:
    explicit Generator(Plan plan);
    /// `submittedAt` goes into the response.
    [[nodiscard]] Produced next(WallTime submittedAt);

private:
    [[nodiscard]] Produced edit(WallTime submittedAt);
    void remember(const Produced& record);
    void growQuestion(std::size_t form);
    void lengthen(Response& response) const;

    Plan plan_;
    Dice dice_;
    std::vector<std::int64_t> filledIn_; ///< by form
    std::deque<Produced> recent_;
    WallTime lastEdit_{}; ///< no two of a response are of the same time
};

/// The records in a file: a JSON document a line, or one JSON array of them. Lines that are no JSON are kept
/// as they stand. The key is the document's formId, form_id or form.
[[nodiscard]] Result<std::vector<Produced>> recordsIn(const QByteArray& file);

} // namespace rowcast::intake
