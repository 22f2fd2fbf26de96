#include "story.h"

namespace rowcast::pipeline {

QString Story::tell(const QString& steps) {
    said_.clear();
    for (const QString& step : steps.split(QLatin1Char('|'))) {
        tellOne(step.simplified().split(QLatin1Char(' ')));
        listen();
    }
    return said_.join(QStringLiteral(" | "));
}

void Story::tellOne(QStringList words) {
    const QString verb = words.takeFirst();
    if (verb == u"assign" || verb == u"position") return position(words);
    if (verb == u"poll") return poll(words.join(QString()), epoch_);
    if (verb == u"old") return poll(words.join(QString()), epoch_ - 1);
    if (verb == u"revoke") return engine.revoke({partition(words.at(0))}, now);
    if (verb == u"lose") return engine.lose({partition(words.at(0))}, now);
    if (verb == u"ready") return engine.ready(now);
    if (verb == u"written") return written(words);
    if (verb == u"fail") return fail(words);
    if (verb == u"saved") return engine.rejectedSaved(std::exchange(rejected_, {}), now);
    if (verb == u"pause" || verb == u"resume") return engine.setPaused(verb == u"pause", now);
    if (verb == u"profiles") return engine.readWaiting(now);
    if (verb == u"tick") {
        now += Millis{words.at(0).chopped(1).toInt() * 1000};
        return engine.tick(now);
    }
    if (verb == u"range")
        return engine.outOfRange(partition(words.at(0)), words.at(1).toLongLong(), words.at(2).toLongLong(),
                                 words.at(3).toLongLong(), now);
    if (verb == u"progress")
        return engine.progress({{partition(words.at(0)), words.at(1).toLongLong(), 1000, {}}}, now);
    if (verb == u"mend") {
        const Choice choice =
            words.size() > 1 ? choiceFrom(words.at(1)).value_or(Choice::TryAgain) : Choice::TryAgain;
        const FormId form(words.at(0) == u"all" ? std::string() : words.at(0).toStdString());
        if (!engine.mend(form, choice, now)) said_ << QStringLiteral("not mended");
        return;
    }
    qFatal("unknown step %s", qPrintable(verb));
}

void Story::position(const QStringList& words) {
    Positioned positioned;
    const QStringList place = words.at(0).split(QLatin1Char('@'));
    positioned.partition = partition(place.at(0));
    positioned.offset = place.at(1).toLongLong();
    positioned.epoch = ++epoch_;
    positioned.committed = positioned.offset;
    positioned.high = 1000;
    for (qsizetype i = 1; i < words.size(); ++i) {
        if (words.at(i) == u"none") positioned.committed.reset();
        if (words.at(i) == u"committed") positioned.committed = words.at(i + 1).toLongLong();
        if (words.at(i) == u"high") positioned.high = words.at(i + 1).toLongLong();
        if (words.at(i) == u"low") positioned.low = words.at(i + 1).toLongLong();
    }
    engine.position(positioned, now);
}

FormIndex Story::form(const QString& name) {
    const auto found = std::find(forms_.begin(), forms_.end(), name);
    if (found != forms_.end()) return static_cast<FormIndex>(found - forms_.begin());
    forms_.push_back(name);
    return engine.addForm(FormId(name.toStdString()));
}

void Story::poll(const QString& what, Epoch epoch) {
    RecordBatch batch;
    DecodedBatch decoded;
    batch.partition = partition(what.section(QLatin1Char(':'), 0, 0));
    batch.epoch = epoch;
    for (const QString& item : what.section(QLatin1Char(':'), 1).split(QLatin1Char(','))) {
        const QString range = item.section(QLatin1Char('='), 0, 0);
        const QString kind =
            item.contains(QLatin1Char('=')) ? item.section(QLatin1Char('='), 1) : QStringLiteral("a");
        const qint64 first = range.section(QLatin1Char('-'), 0, 0).toLongLong();
        const qint64 last = range.section(QLatin1Char('-'), -1).toLongLong();
        for (qint64 offset = first; offset <= last; ++offset)
            add(batch, decoded, offset, kind);
    }
    engine.accept(batch, std::move(decoded), now);
}

void Story::add(RecordBatch& batch, DecodedBatch& decoded, qint64 offset, const QString& kind) {
    Record record;
    record.offset = offset;
    record.value = "raw";
    record.timestamp = WallTime{Millis{offset}};
    batch.records.push_back(record);
    DecodedRecord& reading = decoded.records.emplace_back();
    if (kind == u"tomb" || kind == u"?") {
        reading.reading = kind == u"?" ? Reading::Waiting : Reading::Tombstone;
        return;
    }
    if (kind == u"bad") {
        reading = {Reading::Rejected, static_cast<std::uint32_t>(decoded.faults.size()), 1};
        decoded.faults.push_back({FormId(), QStringLiteral("bad"), {}});
        return;
    }
    reading = {Reading::Rows, static_cast<std::uint32_t>(decoded.rows.size()), 0};
    for (const QString& name : kind.split(QLatin1Char('+'))) {
        DecodedRow& row = decoded.rows.emplace_back();
        row.form = form(name);
        row.row.offset = offset;
        row.row.part = reading.count++;
        row.row.produced = record.timestamp;
        const auto arena = std::make_shared<Arena>(textBytes + 64);
        const std::span<Cell> cells = arena->array<Cell>(1);
        cells[0].text = arena->copy(std::string(textBytes, 'x'));
        row.row.cells = cells;
        row.row.arena = arena;
    }
}

Batch Story::takeBatch(QStringList& words) {
    const QString name = words.isEmpty() || words.at(0) == u"reject" ? QString() : words.takeFirst();
    const auto found = std::find_if(batches_.begin(), batches_.end(), [&](const Batch& batch) {
        return name.isEmpty() || batch.form.text() == name;
    });
    if (found == batches_.end()) qFatal("no batch of %s is in flight", qPrintable(name));
    Batch batch = *found;
    batches_.erase(found);
    return batch;
}

void Story::written(QStringList words) {
    const Batch batch = takeBatch(words);
    BatchWritten report;
    report.batch = batch.id;
    report.form = batch.form;
    if (!words.isEmpty())
        report.rejected.push_back(
            {words.at(1).toUInt(), Error{Remedy::RejectRecord, QStringLiteral("refused"), {}, {}, {}}});
    if (words.size() > 3) report.leftFrom = words.at(3).toUInt();
    report.appended = report.leftFrom.value_or(static_cast<std::uint32_t>(batch.rows.size())) -
                      static_cast<std::int64_t>(report.rejected.size());
    engine.written(report, now, WallTime{Millis{2000}});
}

void Story::fail(QStringList words) {
    static const QStringList names{QStringLiteral("retry"),        QStringLiteral("signin"),
                                   QStringLiteral("pickfile"),     QStringLiteral("fixsettings"),
                                   QStringLiteral("rejectrecord"), QStringLiteral("wait"),
                                   QStringLiteral("stop")};
    Error error;
    error.remedy = static_cast<Remedy>(names.indexOf(words.takeFirst()));
    error.what = QStringLiteral("failed");
    const Batch batch = takeBatch(words);
    engine.failed({batch.id, batch.form, error}, now, 0.0);
}

QString Story::offsets(const std::vector<Row>& rows, const std::vector<TopicPartition>& partitions) {
    QStringList out;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1].partition == rows[i].partition &&
               rows[last + 1].offset - rows[last].offset <= 1)
            ++last;
        QString text =
            QStringLiteral("%1:%2").arg(partitions[rows[i].partition].partition).arg(rows[i].offset);
        if (rows[last].offset != rows[i].offset) text += QStringLiteral("-%1").arg(rows[last].offset);
        out << text;
        i = last + 1;
    }
    return out.join(QLatin1Char(','));
}

void Story::listen() {
    for (Action& action : engine.take()) {
        if (auto* batch = std::get_if<Batch>(&action)) {
            said_ << QStringLiteral("write %1 %2")
                         .arg(batch->form.text(), offsets(batch->rows, *batch->partitions));
            batches_.push_back(*batch);
        } else if (auto* log = std::get_if<LogStart>(&action)) {
            said_ << QStringLiteral("log %1 %2%3%4")
                         .arg(log->partition.partition)
                         .arg(log->uncommitted ? QStringLiteral("new") : QStringLiteral("known"))
                         .arg(log->logNumber > 0 ? QStringLiteral(" #%1").arg(log->logNumber) : QString())
                         .arg(log->resumeAtWatermark ? QStringLiteral(" resume") : QString());
        } else if (auto* refused = std::get_if<std::vector<RejectedRecord>>(&action)) {
            for (const RejectedRecord& record : *refused) {
                said_ << QStringLiteral("reject %1:%2")
                             .arg(record.position.partition.partition)
                             .arg(record.position.offset);
                rejected_.push_back(record.position);
            }
        } else if (auto* commits = std::get_if<std::vector<CommitOffset>>(&action)) {
            for (const CommitOffset& commit : *commits)
                said_ << QStringLiteral("commit %1:%2").arg(commit.partition.partition).arg(commit.offset);
        } else if (auto* demand = std::get_if<Demand>(&action)) {
            said_ << (demand->paused ? QStringLiteral("hold reading") : QStringLiteral("read on"));
        } else if (auto* seek = std::get_if<Seek>(&action)) {
            said_ << QStringLiteral("seek %1:%2").arg(seek->partition.partition).arg(seek->offset);
        } else if (auto* released = std::get_if<Released>(&action)) {
            for (const TopicPartition& each : released->partitions)
                said_ << QStringLiteral("released %1").arg(each.partition);
        } else if (auto* left = std::get_if<FormReleased>(&action)) {
            said_ << QStringLiteral("leave %1").arg(left->form.text());
        } else {
            said_ << QStringLiteral("retried");
        }
    }
}

} // namespace rowcast::pipeline
