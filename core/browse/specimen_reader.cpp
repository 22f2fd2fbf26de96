#include "core/browse/specimen_reader.h"

#include <QDateTime>

#include <cmath>

namespace rowcast::browse {

namespace {

constexpr double kMillisOfDay = 86'400'000;

QString serialText(double serial, const QString& format) {
    // Serial 25569 is 1970-01-01; a spreadsheet's clock has no zone here.
    const auto millis = static_cast<qint64>(std::llround((serial - 25569) * kMillisOfDay));
    return QDateTime::fromMSecsSinceEpoch(millis, Qt::UTC).toString(format);
}

QString durationText(double days) {
    const auto seconds = static_cast<qint64>(std::llround(days * 86'400));
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

QString shownText(const Cell& cell) {
    switch (cell.kind) {
    case CellKind::Number: return QString::fromStdString(transform::numberText(cell.number));
    case CellKind::Boolean: return cell.number == 0 ? QStringLiteral("FALSE") : QStringLiteral("TRUE");
    case CellKind::Date: return serialText(cell.number, QStringLiteral("yyyy-MM-dd"));
    case CellKind::DateTime: return serialText(cell.number, QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case CellKind::Time: return serialText(cell.number, QStringLiteral("HH:mm:ss"));
    case CellKind::Duration: return durationText(cell.number);
    case CellKind::Text:
    case CellKind::Link: break;
    }
    return QString::fromUtf8(cell.text.data(), static_cast<qsizetype>(cell.text.size()));
}

QString shownTime(WallTime at, transform::Zone& zone) {
    return serialText(zone.serial(at), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

SpecimenReader::SpecimenReader(transform::ProfileSet profiles, const transform::TransformOptions& options,
                               const std::vector<QuestionMap>& maps)
    : transformer_(std::move(profiles), options), zone_(options.zone) {
    transformer_.collectDefinitions(&definitions_);
    for (const QuestionMap& map : maps)
        transformer_.book().setMap(map);
}

SeenRecord SpecimenReader::read(const RecordBatch& one) {
    const transform::DecodedBatch decoded = transformer_.decode(one);
    const transform::DecodedRecord& record = decoded.records.front();
    SeenRecord seen{{one.partition, one.records.front().offset}, record.reading, {}, {}};
    if (record.reading == transform::Reading::Rejected) {
        const transform::Fault& fault = decoded.faults[record.first];
        seen.why =
            fault.place.isEmpty() ? fault.reason : fault.reason + QStringLiteral(" (") + fault.place + u')';
    }
    for (const transform::DecodedRow& row : decoded.rows) {
        SeenResponse response{transformer_.book().entry(row.form).id(),
                              std::string(row.row.responseId),
                              row.row.submittedAt,
                              {}};
        for (const Cell& cell : row.row.cells)
            response.cells.emplace_back(cell.question, shownText(cell));
        seen.responses.push_back(std::move(response));
    }
    return seen;
}

std::vector<SeenResponse> SpecimenReader::responsesOf(const transform::Specimens& specimens,
                                                      const FormId& form) {
    std::vector<SeenResponse> out;
    for (const std::string& topic : specimens.topics())
        for (const RecordBatch& record : specimens.of(topic))
            for (SeenResponse& response : read(record).responses)
                if (response.form == form) out.push_back(std::move(response));
    return out;
}

transform::FormEntry& SpecimenReader::form(const FormId& id) {
    transform::FormBook& book = transformer_.book();
    return book.entry(book.intern(id.value));
}

QuestionMap SpecimenReader::definition(const FormId& id) const {
    for (const auto& [form, definition] : definitions_)
        if (definition.form == id) return definition;
    return {id, {}, {}};
}

} // namespace rowcast::browse
