#pragma once
/// What transform made of one payload, as text to compare and to read.

#include "core/transform/transformer.h"

#include <QDateTime>
#include <QFile>

namespace rowcast::transform {

inline std::string readAll(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(path));
    return file.readAll().toStdString();
}

inline RecordBatch batchOf(const std::string& value, std::string_view key = "form-of-the-key") {
    RecordBatch batch;
    batch.partition = {"topic", 3};
    Record record;
    record.offset = 42;
    record.timestamp = WallTime{Millis{1'700'000'000'000}};
    record.key = key;
    record.value = value;
    batch.records.push_back(record);
    return batch;
}

inline QString cellText(const Cell& cell) {
    const QString text = QString::fromUtf8(cell.text.data(), static_cast<qsizetype>(cell.text.size()));
    if (cell.kind == CellKind::Text) return QLatin1Char('"') + text + QLatin1Char('"');
    if (cell.kind == CellKind::Link) return QStringLiteral("link ") + text;
    if (cell.kind == CellKind::Boolean)
        return cell.number == 0 ? QStringLiteral("no") : QStringLiteral("yes");
    if (cell.kind == CellKind::Number) return QString::fromStdString(numberText(cell.number));
    return QStringLiteral("serial ") + QString::number(cell.number, 'f', 6);
}

/// One line an answer: `id | title | value`, below a line for each response.
inline QString payloadText(Transformer& transformer, const std::string& value) {
    const RecordBatch batch = batchOf(value);
    const DecodedBatch decoded = transformer.decode(batch);
    const DecodedRecord& reading = decoded.records.at(0);
    switch (reading.reading) {
    case Reading::Rejected: return QStringLiteral("rejected: ") + decoded.faults[reading.first].reason;
    case Reading::IdOnly: return QStringLiteral("id only");
    case Reading::Ignored: return QStringLiteral("ignored");
    case Reading::Waiting: return QStringLiteral("waiting");
    case Reading::Tombstone: return QStringLiteral("tombstone");
    case Reading::Rows: break;
    }
    QString out;
    for (const DecodedRow& each : decoded.rows) {
        FormEntry& form = transformer.book().entry(each.form);
        const auto questions = form.questions();
        const auto at =
            QDateTime::fromMSecsSinceEpoch(each.row.submittedAt.time_since_epoch().count(), Qt::UTC);
        out +=
            QStringLiteral("response %1 of %2 “%3” at %4%5\n")
                .arg(QString::fromUtf8(each.row.responseId.data(),
                                       static_cast<qsizetype>(each.row.responseId.size())),
                     form.id().text(), QString::fromStdString(form.title()), at.toString(Qt::ISODateWithMs),
                     each.row.ownId ? QString() : QStringLiteral(" (no id)"));
        for (const Cell& cell : each.row.cells)
            out += QStringLiteral("  %1 | %2 | %3\n")
                       .arg((*questions)[cell.question].id.text(),
                            QString::fromStdString((*questions)[cell.question].title), cellText(cell));
    }
    return out;
}

} // namespace rowcast::transform
