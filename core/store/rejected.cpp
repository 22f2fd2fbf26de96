// Records kept byte for byte: rejected ones until they became rows, the newest ones as specimens.
//
// headers = JSON list of [name, value] with the value in base64, since headers are bytes.
#include "core/base/log.h"
#include "core/store/store.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

namespace rowcast::store {

namespace {

const QString recordColumns = QStringLiteral("topic, part, offs, produced, key, value, headers");
const QString columns = recordColumns + QStringLiteral(", form, reason, place, log");

QByteArray bytes(const std::string& text) {
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

QString headersJson(const KeptRecord& record) {
    QJsonArray headers;
    for (const auto& [name, value] : record.headers)
        headers.append(
            QJsonArray{QString::fromStdString(name), QString::fromLatin1(bytes(value).toBase64())});
    return QString::fromUtf8(QJsonDocument(headers).toJson(QJsonDocument::Compact));
}

std::vector<std::pair<std::string, std::string>> headersFrom(const QByteArray& json) {
    std::vector<std::pair<std::string, std::string>> headers;
    const QJsonArray list = QJsonDocument::fromJson(json).array();
    for (const QJsonValue& header : list)
        headers.emplace_back(header[0].toString().toStdString(),
                             QByteArray::fromBase64(header[1].toString().toLatin1()).toStdString());
    return headers;
}

KeptRecord keptFrom(const QSqlQuery& row) {
    KeptRecord record;
    record.position = {{row.value(0).toString().toStdString(), row.value(1).toInt()},
                       row.value(2).toLongLong()};
    record.timestamp = WallTime{Millis{row.value(3).toLongLong()}};
    record.key = row.value(4).toByteArray().toStdString();
    record.value = row.value(5).toByteArray().toStdString();
    record.headers = headersFrom(row.value(6).toByteArray());
    return record;
}

RejectedRecord recordFrom(const QSqlQuery& row) {
    RejectedRecord record{keptFrom(row), {}, {}, {}};
    record.form = FormId(row.value(7).toString().toStdString());
    record.reason = row.value(8).toString();
    record.place = row.value(9).toString();
    return record;
}

} // namespace

Result<std::int64_t> Store::rejectedCount() const {
    return rejectedSince(WallTime{});
}

Result<std::int64_t> Store::rejectedSince(WallTime from) const {
    auto query = database_.run(QStringLiteral("SELECT count(*) FROM rejected WHERE saved >= ?"),
                               {qint64{from.time_since_epoch().count()}});
    if (!query) return fail(std::move(query.error()));
    return query->next() ? query->value(0).toLongLong() : 0;
}

Result<std::vector<RejectedRecord>> Store::rejected(int most, int skip) const {
    auto query = database_.run(QStringLiteral("SELECT %1 FROM rejected ORDER BY saved DESC, topic, part, "
                                              "offs DESC LIMIT ? OFFSET ?")
                                   .arg(columns),
                               {most, skip});
    if (!query) return fail(std::move(query.error()));
    std::vector<RejectedRecord> records;
    while (query->next())
        records.push_back(recordFrom(*query));
    return records;
}

Result<std::vector<RejectedRecord>> Store::rejectedOfNow(int most) const {
    auto query =
        database_.run(QStringLiteral("SELECT %1 FROM rejected ORDER BY topic, part, offs").arg(columns));
    if (!query) return fail(std::move(query.error()));
    std::vector<RejectedRecord> records;
    while (records.size() < static_cast<std::size_t>(most) && query->next())
        if (query->value(10).toInt() == logs_.value(query->value(0).toString(), 0))
            records.push_back(recordFrom(*query));
    return records;
}

void Store::removeRejected(const std::vector<Position>& positions) {
    const auto removed = database_.atomically([&]() -> Result<> {
        for (const Position& position : positions) {
            const QString topic = QString::fromStdString(position.partition.topic);
            auto gone = database_.run(
                QStringLiteral("DELETE FROM rejected WHERE topic = ? AND log = ? AND part = ? AND offs = ?"),
                {topic, logs_.value(topic, 0), position.partition.partition, qint64{position.offset}});
            if (!gone) return fail(std::move(gone.error()));
        }
        return {};
    });
    // Kept, it would only be found to stand there at the next try.
    if (!removed) qCWarning(lcStore).noquote() << removed.error().what << removed.error().detail;
    if (const auto count = rejectedCount()) emit rejectedCountChanged(*count);
}

Result<> Store::insert(const std::vector<RejectedRecord>& records) {
    for (const RejectedRecord& record : records) {
        const TopicPartition& where = record.position.partition;
        const QString topic = QString::fromStdString(where.topic);
        auto kept = database_.run(
            QStringLiteral("INSERT OR REPLACE INTO rejected VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                           "?, ?)"),
            {topic, logs_.value(topic, 0), where.partition, qint64{record.position.offset},
             notNull(record.form.text()), qint64{record.timestamp.time_since_epoch().count()},
             QDateTime::currentMSecsSinceEpoch(), bytes(record.key), bytes(record.value), headersJson(record),
             notNull(record.reason), notNull(record.place)});
        if (!kept) return fail(std::move(kept.error()));
    }
    return {};
}

Result<> Store::saveSpecimens(const std::vector<KeptRecord>& records) {
    return database_.atomically([&]() -> Result<> {
        if (auto gone = database_.run(QStringLiteral("DELETE FROM specimens")); !gone)
            return fail(std::move(gone.error()));
        for (const KeptRecord& record : records) {
            const TopicPartition& where = record.position.partition;
            auto kept = database_.run(QStringLiteral("INSERT INTO specimens VALUES (?, ?, ?, ?, ?, ?, ?)"),
                                      {QString::fromStdString(where.topic), where.partition,
                                       qint64{record.position.offset},
                                       qint64{record.timestamp.time_since_epoch().count()}, bytes(record.key),
                                       bytes(record.value), headersJson(record)});
            if (!kept) return fail(std::move(kept.error()));
        }
        return {};
    });
}

Result<std::vector<KeptRecord>> Store::specimens() const {
    auto query = database_.run(QStringLiteral("SELECT %1 FROM specimens ORDER BY rowid").arg(recordColumns));
    if (!query) return fail(std::move(query.error()));
    std::vector<KeptRecord> records;
    while (query->next())
        records.push_back(keptFrom(*query));
    return records;
}

} // namespace rowcast::store
