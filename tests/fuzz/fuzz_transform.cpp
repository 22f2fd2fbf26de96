// Any bytes as a record, and as a profile: nothing may crash, hang or reach beyond what it was given.
#include "core/transform/question_map_file.h"
#include "core/transform/transformer.h"

#include <cstdint>
#include <cstdlib>

using namespace rowcast;
using namespace rowcast::transform;

namespace {

void read(Transformer& transformer, std::string_view value) {
    RecordBatch batch{{"topic", 0}, 1, {}, {}};
    Record record;
    record.key = "form";
    record.value = value;
    batch.records.push_back(record);
    const DecodedBatch decoded = transformer.decode(batch);
    if (decoded.records.size() != 1) std::abort();
    for (const DecodedRow& row : decoded.rows) {
        const auto questions = transformer.book().entry(row.form).questions();
        if (row.row.responseId.empty()) std::abort();
        for (const Cell& cell : row.row.cells)
            if (cell.question >= questions->size() ||
                !simdjson::validate_utf8(cell.text.data(), cell.text.size()))
                std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ProfileSet builtIn = ProfileSet::builtIn();
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    Transformer transformer(builtIn, {{QTimeZone::utc(), {}, {}, {}}, OnUnknown::Guess});
    read(transformer, bytes);
    (void)parseQuestionMap(FormId("form"), bytes);
    // What stands behind a line feed is read by what stands before it, if that is a profile.
    const std::size_t line = bytes.find('\n');
    if (line == std::string_view::npos) return 0;
    if (auto profile = parseProfile(bytes.substr(0, line))) {
        ProfileSet own = builtIn;
        own.addOwn(std::move(*profile));
        Transformer byOwn(std::move(own), {{QTimeZone::utc(), {}, {}, {}}, OnUnknown::Ask});
        read(byOwn, bytes.substr(line + 1));
    }
    return 0;
}
