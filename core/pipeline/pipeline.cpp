#include "core/pipeline/pipeline.h"

#include "core/base/counted.h"
#include "core/base/overloaded.h"

#include <QRandomGenerator>

namespace rowcast::pipeline {

namespace {

constexpr Millis reportEvery{100};

/// Choices that change the sheet, its place or its columns.
bool isForSink(Choice choice) {
    switch (choice) {
    case Choice::Recreate:
    case Choice::LeaveOut:
    case Choice::PickAnother:
    case Choice::Rebuild:
    case Choice::RebuildIndex:
    case Choice::Restore:
    case Choice::FillGaps: return true;
    default: return false;
    }
}

} // namespace

Pipeline::Pipeline(PipelineConfig config, QObject* parent)
    : QObject(parent), engine_(std::move(config.engine)),
      transformer_(std::move(config.profiles), std::move(config.transform)), wake_(this), report_(this) {
    wake_.setSingleShot(true);
    report_.setSingleShot(true);
    report_.setInterval(reportEvery);
    connect(&wake_, &QTimer::timeout, this, [this] {
        engine_.tick(monotonicNow());
        flush();
    });
    connect(&report_, &QTimer::timeout, this, &Pipeline::report);
}

void Pipeline::accept(const std::vector<RecordBatch>& batches) {
    for (const RecordBatch& batch : batches) {
        if (!engine_.wants(batch.partition, batch.epoch)) continue;
        specimens_.add(batch);
        transform::DecodedBatch decoded = transformer_.decode(batch);
        addNewForms();
        engine_.accept(batch, std::move(decoded), monotonicNow());
    }
    flush();
}

void Pipeline::addNewForms() {
    transform::FormBook& book = transformer_.book();
    while (engine_.forms() < book.size())
        engine_.addForm(book.entry(engine_.forms()).id());
}

std::vector<FormQuestions> Pipeline::memory() const {
    const transform::FormBook& book = transformer_.book();
    std::vector<FormQuestions> forms;
    for (std::size_t i = 0; i < book.size(); ++i) {
        FormQuestions form = book.entry(static_cast<transform::FormIndex>(i)).memory();
        if (form.responses > 0) forms.push_back(std::move(form));
    }
    return forms;
}

void Pipeline::remember(const std::vector<FormQuestions>& forms, const std::vector<KeptRecord>& newest) {
    transform::FormBook& book = transformer_.book();
    for (const FormQuestions& form : forms)
        book.entry(book.intern(form.map.form.value)).remember(form);
    for (const KeptRecord& record : newest)
        specimens_.add(transform::asBatch(record));
    addNewForms();
    flush();
}

void Pipeline::position(const std::vector<Positioned>& positions) {
    for (const Positioned& positioned : positions)
        engine_.position(positioned, monotonicNow());
    flush();
}

void Pipeline::revoke(const std::vector<TopicPartition>& partitions) {
    engine_.revoke(partitions, monotonicNow());
    flush();
}

void Pipeline::lose(const std::vector<TopicPartition>& partitions) {
    engine_.lose(partitions, monotonicNow());
    flush();
}

void Pipeline::outOfRange(const TopicPartition& partition, qint64 wanted, qint64 low, qint64 high) {
    engine_.outOfRange(partition, wanted, low, high, monotonicNow());
    flush();
}

void Pipeline::progress(const std::vector<PartitionProgress>& progress, bool /*caughtUp*/) {
    engine_.progress(progress, monotonicNow());
    flush();
}

void Pipeline::next() {
    engine_.ready(monotonicNow());
    flush();
}

void Pipeline::written(const BatchWritten& report) {
    engine_.written(report, monotonicNow(), wallNow());
    flush();
}

void Pipeline::failed(const BatchFailed& failure) {
    engine_.failed(failure, monotonicNow(), QRandomGenerator::global()->generateDouble());
    flush();
}

void Pipeline::rejectedSaved(const std::vector<Position>& positions) {
    engine_.rejectedSaved(positions, monotonicNow());
    flush();
}

void Pipeline::setMap(const QuestionMap& map) {
    transformer_.book().setMap(map);
    flush();
}

void Pipeline::changeMap(const QuestionMap& map) {
    setMap(map);
    addNewForms();
    engine_.renewHeaders(map.form, monotonicNow());
    flush();
}

void Pipeline::setProfiles(const transform::ProfileSet& profiles) {
    transformer_.setProfiles(profiles);
    engine_.readWaiting(monotonicNow());
    flush();
}

void Pipeline::retry(quint64 command, const std::vector<RejectedRecord>& records) {
    std::vector<RetriedRow> rows;
    std::vector<Position> noResponses;
    int readable = 0;
    for (const RejectedRecord& record : records) {
        transform::DecodedBatch decoded = transformer_.decode(transform::asBatch(record));
        switch (decoded.records.front().reading) {
        case Reading::Rejected:
        case Reading::Waiting: continue;
        case Reading::Rows: break;
        default: noResponses.push_back(record.position);
        }
        if (!engine_.mayRetry(record.position, decoded.rows)) continue;
        ++readable;
        for (DecodedRow& row : decoded.rows)
            rows.push_back({record.position, std::move(row)});
    }
    addNewForms();
    engine_.retry(std::move(rows), monotonicNow());
    if (!noResponses.empty()) emit retried(noResponses);
    flush();
    emit mended(
        {command,
         {},
         tr("%1 of %2 rejected records can be read and written now.").arg(readable).arg(records.size())});
}

void Pipeline::setPaused(bool paused) {
    engine_.setPaused(paused, monotonicNow());
    flush();
}

void Pipeline::mend(quint64 command, const Mend& mend) {
    if (!mend.form.empty() && isForSink(mend.choice)) {
        sinkMends_.insert_or_assign(command, mend.form);
        emit mendForSink(command, mend);
        return;
    }
    CommandResult result{command, {}, tr("Trying again.")};
    if (!engine_.mend(mend.form, mend.choice, monotonicNow()))
        result = {command,
                  Error{Remedy::FixSettings, tr("Nothing is blocked that this would mend."), {}, {}, {}},
                  {}};
    flush();
    emit mended(result);
}

void Pipeline::mendedBySink(const CommandResult& result) {
    const auto waiting = sinkMends_.extract(result.id);
    if (!waiting.empty() && !result.error) {
        (void)engine_.mend(waiting.mapped(), Choice::TryAgain, monotonicNow());
        flush();
    }
    emit mended(result);
}

/// Does what the engine decided, in its order. A signal may lead straight back here (a sink that is ready at
/// once): what it causes is done after what is under way.
void Pipeline::flush() {
    if (flushing_) return;
    flushing_ = true;
    for (std::vector<Action> actions = engine_.take(); !actions.empty(); actions = engine_.take())
        for (Action& action : actions)
            perform(action);
    flushing_ = false;
    if (const auto due = engine_.nextDue())
        wake_.start(std::max(*due - monotonicNow(), Millis{0}));
    else
        wake_.stop();
    if (!report_.isActive()) report_.start();
}

void Pipeline::perform(Action& action) {
    std::visit(Overloaded{
                   [this](Batch& batch) {
                       transform::FormBook& book = transformer_.book();
                       transform::FormEntry& form = book.entry(book.intern(batch.form.value));
                       batch.title = form.title();
                       batch.questions = form.questions();
                       emit writeRequested(batch);
                   },
                   [this](const LogStart& start) { emit logStarted(start); },
                   [this](const std::vector<RejectedRecord>& records) { emit rejected(records); },
                   [this](const std::vector<CommitOffset>& offsets) { emit commitRequested(offsets); },
                   [this](const Demand& demand) { emit demandChanged(demand.paused); },
                   [this](const Seek& seek) { emit seekRequested(seek.partition, seek.offset); },
                   [this](const Released& each) { emit released(each.partitions); },
                   [this](const FormReleased& each) { emit formReleased(each.form); },
                   [this](const Retried& each) { emit retried(each.positions); },
               },
               action);
}

void Pipeline::report() {
    PipelineReport report = engine_.report();
    transform::FormBook& book = transformer_.book();
    for (FormFlow& flow : report.forms) {
        transform::FormEntry& form = book.entry(book.intern(flow.form.value));
        flow.title = QString::fromStdString(form.title());
        flow.unparsed = form.unparsed;
        flow.untitledQuestions = form.untitledCount();
        for (const QString& change : form.takeChanges())
            emit noted({wallNow(), QStringLiteral("form"), flow.form, change, {}});
    }
    for (const auto& [topic, unknown] : transformer_.unknown())
        report.problems.push_back(
            {QStringLiteral("profile:%1").arg(QString::fromStdString(topic)),
             Error{Remedy::FixSettings,
                   counted(unknown.records,
                           tr("record of topic “%1” has a shape that no profile knows. It "
                              "waits for your word."),
                           tr("records of topic “%1” have a shape that no profile knows. "
                              "They wait for your word."))
                       .arg(QString::fromStdString(topic)),
                   tr("first seen at partition %1, offset %2")
                       .arg(unknown.sample.partition.partition)
                       .arg(unknown.sample.offset),
                   {},
                   {Choice::AcceptGuess, Choice::EditProfile, Choice::Ignore}}});
    emit changed(report);
}

} // namespace rowcast::pipeline
