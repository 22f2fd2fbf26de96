// The rim: signals in, signals out, with an event loop, fake consumer, sink and store.
#include "core/pipeline/pipeline.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace rowcast;
using namespace rowcast::pipeline;

namespace {

const TopicPartition partition0{"forms", 0};

/// Ready for one batch at a time, and again the moment it has taken one.
class FakeSink : public Sink {
public:
    void write(const Batch& batch) override {
        batches.push_back(batch);
        emit ready();
    }
    void startLog(const LogStart& start) override { logs.push_back(start); }
    void mend(quint64 command, const Mend& mend) override { mends.emplace_back(command, mend); }
    void release(const FormId& form) override { left.push_back(form); }
    void query(const Query&) override {}

    void confirm(std::size_t index) {
        const Batch& batch = batches.at(index);
        BatchWritten report;
        report.batch = batch.id;
        report.form = batch.form;
        report.appended = static_cast<std::int64_t>(batch.rows.size());
        emit written(report);
    }

    std::vector<Batch> batches;
    std::vector<LogStart> logs;
    std::vector<std::pair<quint64, Mend>> mends;
    std::vector<FormId> left;
};

/// Everything around a pipeline.
struct Bench {
    explicit Bench(PipelineConfig config = {}) : pipeline(std::move(config)) {
        QObject::connect(&pipeline, &Pipeline::writeRequested, &sink, &FakeSink::write);
        QObject::connect(&pipeline, &Pipeline::logStarted, &sink, &FakeSink::startLog);
        QObject::connect(&pipeline, &Pipeline::mendForSink, &sink, &FakeSink::mend);
        QObject::connect(&pipeline, &Pipeline::formReleased, &sink, &FakeSink::release);
        QObject::connect(&sink, &Sink::ready, &pipeline, &Pipeline::next);
        QObject::connect(&sink, &Sink::written, &pipeline, &Pipeline::written);
        QObject::connect(&sink, &Sink::failed, &pipeline, &Pipeline::failed);
        QObject::connect(&sink, &Sink::mended, &pipeline, &Pipeline::mendedBySink);
        position(0);
    }
    void position(std::int64_t offset) { pipeline.position({{partition0, ++epoch, offset, 0, 0, 1000}}); }
    void receive(std::int64_t first, const std::vector<std::string>& values) {
        auto owner = std::make_shared<std::vector<std::string>>(values);
        RecordBatch batch{partition0, epoch, {}, owner};
        for (const std::string& value : *owner) {
            Record record;
            record.offset = first++;
            record.timestamp = wallNow();
            record.value = value;
            batch.records.push_back(record);
        }
        pipeline.accept({batch});
    }

    Pipeline pipeline;
    FakeSink sink;
    Epoch epoch = 0;
};

std::string response(const char* form, const char* id, const char* answer = "text") {
    return QStringLiteral(
               R"({"formId":"%1","responseId":"%2","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":)"
               R"({"q":{"questionId":"q","textAnswers":{"answers":[{"value":"%3"}]}}}})")
        .arg(QString::fromUtf8(form), QString::fromUtf8(id), QString::fromUtf8(answer))
        .toStdString();
}

} // namespace

class TestPipeline : public QObject {
    Q_OBJECT

private slots:
    void aRecordBecomesARowAndACommit();
    void aBatchCarriesTitleAndQuestions();
    void aSavedMapGoesAtOnceWithTheRowsThatWait();
    void aSavedMapGoesAtOnceWithoutRows();
    void aSinkReadyAtOnceGetsTheNextFormsBatch();
    void rowsLiveLongerThanTheirRecords();
    void rejectedRecordsCarryTheirBytes();
    void aFailedFormIsReadAgainAfterItsBackOff();
    void aMendThatConcernsTheSheetGoesToTheSinkFirst();
    void aMendOfNothingSaysSo();
    void newProfilesReadWhatWaited();
    void rejectedRecordsAreRetriedByTheirIds();
    void aRetryWithoutAnIdWaitsForTheCommit();
    void whatChangesInAFormIsNoted();
    void reportsAtMostTenTimesASecond();
    void anOldEpochIsNotEvenDecoded();
};

void TestPipeline::aRecordBecomesARowAndACommit() {
    Bench bench;
    QSignalSpy commits(&bench.pipeline, &Pipeline::commitRequested);
    bench.pipeline.next();
    bench.receive(0, {response("f", "r1"), response("f", "r2")});
    QCOMPARE(bench.sink.batches.size(), std::size_t{1});
    QCOMPARE(bench.sink.batches[0].rows.size(), std::size_t{2});
    QCOMPARE(std::string(bench.sink.batches[0].rows[1].responseId), std::string("r2"));
    QVERIFY(commits.isEmpty());
    bench.sink.confirm(0);
    QCOMPARE(commits.count(), 1);
    const auto offsets = commits.takeFirst().at(0).value<std::vector<CommitOffset>>();
    QCOMPARE(offsets, (std::vector<CommitOffset>{{partition0, 2}}));
}

void TestPipeline::aBatchCarriesTitleAndQuestions() {
    Bench bench;
    bench.pipeline.setMap(
        {FormId("f"), QStringLiteral("The form"), {{QuestionId("q"), QStringLiteral("Why?"), {}, true}}});
    bench.pipeline.next();
    bench.receive(0, {response("f", "r1")});
    QCOMPARE(bench.sink.batches[0].title, std::string("The form"));
    QCOMPARE(bench.sink.batches[0].questions->at(0).title, std::string("Why?"));
    QCOMPARE(bench.sink.batches[0].partitions->at(bench.sink.batches[0].rows[0].partition), partition0);
}

void TestPipeline::aSavedMapGoesAtOnceWithTheRowsThatWait() {
    Bench bench;
    bench.receive(0, {response("a", "1"), response("f", "2"), response("f", "3")});
    bench.pipeline.changeMap({FormId("f"), {}, {{QuestionId("q"), QStringLiteral("Why?"), {}, true}}});
    bench.pipeline.next();
    QCOMPARE(bench.sink.batches.size(), std::size_t{2});
    QCOMPARE(bench.sink.batches[0].form, FormId("f")); // before the one that waits longer
    QCOMPARE(bench.sink.batches[0].rows.size(), std::size_t{2});
    QCOMPARE(bench.sink.batches[1].form, FormId("a"));
}

void TestPipeline::aSavedMapGoesAtOnceWithoutRows() {
    Bench bench;
    bench.pipeline.next();
    bench.receive(0, {response("f", "r1")});
    bench.pipeline.changeMap({FormId("f"), {}, {{QuestionId("q"), QStringLiteral("Why?"), {}, true}}});
    QCOMPARE(bench.sink.batches.size(), std::size_t{1}); // one batch of a form at a time
    bench.sink.confirm(0);
    bench.pipeline.next();
    QCOMPARE(bench.sink.batches.size(), std::size_t{2});
    QVERIFY(bench.sink.batches[1].rows.empty());
    QCOMPARE(bench.sink.batches[1].questions->at(0).title, std::string("Why?"));
    bench.pipeline.failed({bench.sink.batches[1].id, FormId("f"), Error{Remedy::Retry, {}, {}, {}, {}}});
    bench.pipeline.next();
    QTRY_COMPARE(bench.sink.batches.size(), std::size_t{3}); // after its back-off
    QVERIFY(bench.sink.batches[2].rows.empty());
    bench.sink.confirm(2);
    bench.pipeline.next();
    QCOMPARE(bench.sink.batches.size(), std::size_t{3});
}

void TestPipeline::aSinkReadyAtOnceGetsTheNextFormsBatch() {
    Bench bench;
    bench.receive(0, {response("a", "1"), response("b", "2"), response("a", "3")});
    bench.pipeline.next();
    QCOMPARE(bench.sink.batches.size(), std::size_t{2});
    QCOMPARE(bench.sink.batches[0].form, FormId("a"));
    QCOMPARE(bench.sink.batches[0].rows.size(), std::size_t{2});
    QCOMPARE(bench.sink.batches[1].form, FormId("b"));
}

void TestPipeline::rowsLiveLongerThanTheirRecords() {
    Bench bench;
    bench.receive(0, {response("f", "r1", "a text that is long enough to be somewhere else")});
    bench.receive(1, {response("f", "r2", "another one that takes the place of the first")});
    bench.pipeline.next();
    QCOMPARE(std::string(bench.sink.batches[0].rows[0].cells[0].text),
             std::string("a text that is long enough to be somewhere else"));
}

void TestPipeline::rejectedRecordsCarryTheirBytes() {
    Bench bench;
    QSignalSpy rejected(&bench.pipeline, &Pipeline::rejected);
    QSignalSpy commits(&bench.pipeline, &Pipeline::commitRequested);
    bench.receive(0, {"{\"cut", response("f", "r1")});
    QCOMPARE(rejected.count(), 1);
    const auto records = rejected.takeFirst().at(0).value<std::vector<RejectedRecord>>();
    QCOMPARE(records.size(), std::size_t{1});
    QCOMPARE(records[0].value, std::string("{\"cut"));
    QCOMPARE(records[0].reason, QStringLiteral("The value is not JSON."));
    QVERIFY(!records[0].place.isEmpty());
    bench.pipeline.rejectedSaved({records[0].position});
    QCOMPARE(commits.count(), 1);
}

void TestPipeline::aFailedFormIsReadAgainAfterItsBackOff() {
    Bench bench;
    QSignalSpy seeks(&bench.pipeline, &Pipeline::seekRequested);
    bench.pipeline.next();
    bench.receive(5, {response("f", "r1")});
    emit bench.sink.failed(
        {bench.sink.batches[0].id, FormId("f"), Error{Remedy::Retry, QStringLiteral("busy"), {}, {}, {}}});
    QVERIFY(seeks.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(seeks.count(), 1, 5000);
    QCOMPARE(seeks.takeFirst().at(1).toLongLong(), 5);
    bench.position(5);
    bench.receive(5, {response("f", "r1")});
    QCOMPARE(bench.sink.batches.size(), std::size_t{2});
}

void TestPipeline::aMendThatConcernsTheSheetGoesToTheSinkFirst() {
    Bench bench;
    QSignalSpy seeks(&bench.pipeline, &Pipeline::seekRequested);
    QSignalSpy mended(&bench.pipeline, &Pipeline::mended);
    bench.pipeline.next();
    bench.receive(0, {response("f", "r1")});
    emit bench.sink.failed({bench.sink.batches[0].id, FormId("f"),
                            Error{Remedy::PickFile, QStringLiteral("gone"), {}, {}, {Choice::Recreate}}});
    bench.pipeline.mend(7, {FormId("f"), Choice::Recreate, {}});
    QCOMPARE(bench.sink.mends.size(), std::size_t{1});
    QVERIFY(seeks.isEmpty());
    emit bench.sink.mended({7, Error{Remedy::SignIn, QStringLiteral("no"), {}, {}, {}}, {}});
    QVERIFY(seeks.isEmpty());
    bench.pipeline.mend(8, {FormId("f"), Choice::Recreate, {}});
    emit bench.sink.mended({8, {}, QStringLiteral("done")});
    QCOMPARE(seeks.count(), 1);
    QCOMPARE(mended.count(), 2);
}

void TestPipeline::aMendOfNothingSaysSo() {
    Bench bench;
    QSignalSpy mended(&bench.pipeline, &Pipeline::mended);
    bench.pipeline.mend(3, {FormId("nobody"), Choice::TryAgain, {}});
    QCOMPARE(mended.count(), 1);
    QVERIFY(mended.takeFirst().at(0).value<CommandResult>().error);
}

void TestPipeline::newProfilesReadWhatWaited() {
    Bench bench;
    QSignalSpy seeks(&bench.pipeline, &Pipeline::seekRequested);
    bench.pipeline.next();
    bench.receive(0, {R"({"form":"f","id":"1","answer":"x"})"});
    QVERIFY(bench.sink.batches.empty());
    QSignalSpy changed(&bench.pipeline, &Pipeline::changed);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(changed.last().at(0).value<PipelineReport>().problems.size(), std::size_t{1});
    transform::ProfileSet profiles = transform::ProfileSet::builtIn();
    QVERIFY(profiles.only("generic"));
    bench.pipeline.setProfiles(profiles);
    QCOMPARE(seeks.count(), 1);
    bench.position(0);
    bench.receive(0, {R"({"form":"f","id":"1","answer":"x"})"});
    QCOMPARE(bench.sink.batches.size(), std::size_t{1});
}

namespace {

RejectedRecord rejected(std::int64_t offset, const std::string& value) {
    RejectedRecord record;
    record.position = {partition0, offset};
    record.value = value;
    return record;
}

} // namespace

void TestPipeline::rejectedRecordsAreRetriedByTheirIds() {
    Bench bench;
    QSignalSpy retried(&bench.pipeline, &Pipeline::retried);
    QSignalSpy commits(&bench.pipeline, &Pipeline::commitRequested);
    QSignalSpy mended(&bench.pipeline, &Pipeline::mended);
    bench.pipeline.next();
    bench.receive(0, {response("f", "r1")});
    bench.sink.confirm(0);
    const auto committed = commits.count();
    bench.pipeline.retry(7, {rejected(100, response("f", "late")), rejected(101, "still no JSON")});
    QCOMPARE(mended.last().at(0).value<CommandResult>().message,
             QStringLiteral("1 of 2 rejected records can be read and written now."));
    QCOMPARE(bench.sink.batches.size(), std::size_t{2});
    const Batch& batch = bench.sink.batches[1];
    QVERIFY(batch.outOfOrder);
    QVERIFY(batch.rows[0].ownId);
    QCOMPARE(std::string(batch.rows[0].responseId), std::string("late"));
    // Asked again meanwhile, it is not written again; and no offset moves because of it.
    bench.pipeline.retry(8, {rejected(100, response("f", "late"))});
    bench.sink.confirm(1);
    QCOMPARE(retried.count(), 1);
    QCOMPARE(retried[0][0].value<std::vector<Position>>(), (std::vector<Position>{{partition0, 100}}));
    QCOMPARE(bench.sink.batches.size(), std::size_t{2});
    QCOMPARE(commits.count(), committed);
}

void TestPipeline::aRetryWithoutAnIdWaitsForTheCommit() {
    PipelineConfig config;
    config.transform.formId = "f";
    config.transform.unknown = transform::OnUnknown::Guess;
    Bench bench(std::move(config));
    bench.pipeline.next();
    bench.pipeline.retry(1, {rejected(0, R"({"mood":"good"})")});
    QVERIFY(bench.sink.batches.empty());
    bench.receive(0, {R"({"mood":"good"})"});
    bench.sink.confirm(0);
    bench.pipeline.retry(2, {rejected(0, R"({"mood":"good"})")});
    QCOMPARE(bench.sink.batches.size(), std::size_t{2});
    QCOMPARE(std::string(bench.sink.batches[1].rows[0].responseId), std::string("0@0.0"));
}

void TestPipeline::whatChangesInAFormIsNoted() {
    Bench bench;
    QSignalSpy noted(&bench.pipeline, &Pipeline::noted);
    std::vector<std::string> values;
    for (int i = 0; i < 60; ++i)
        values.push_back(response("f", qPrintable(QString::number(i))));
    bench.receive(0, values);
    // The question becomes one of several choices, and another question appears.
    bench.receive(60,
                  {R"({"formId":"f","responseId":"x","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":{)"
                   R"("q":{"questionId":"q","textAnswers":{"answers":[{"value":"a"},{"value":"b"}]}},)"
                   R"("p":{"questionId":"p","textAnswers":{"answers":[{"value":"c"}]}}}})"});
    QTRY_COMPARE(noted.count(), 2);
    QCOMPARE(noted[0][0].value<ActivityNote>().what,
             QStringLiteral("Question “q” of form “f” has answers with several choices now."));
    QCOMPARE(noted[1][0].value<ActivityNote>().what, QStringLiteral("Question “p” of form “f” is new."));
    std::vector<std::string> without;
    for (int i = 0; i < 300; ++i)
        without.push_back(
            QStringLiteral(R"({"formId":"f","responseId":"y%1","lastSubmittedTime":"2026-01-01T00:00:00Z")"
                           R"(,"answers":{}})")
                .arg(i)
                .toStdString());
    bench.receive(61, without);
    QTRY_COMPARE(noted.count(), 2); // said once a question
}

void TestPipeline::reportsAtMostTenTimesASecond() {
    Bench bench;
    QSignalSpy changed(&bench.pipeline, &Pipeline::changed);
    QElapsedTimer timer;
    timer.start();
    for (std::int64_t offset = 0; timer.elapsed() < 500; ++offset) {
        bench.receive(offset, {response("f", std::to_string(offset).c_str())});
        QCoreApplication::processEvents();
    }
    QVERIFY(changed.count() >= 2);
    QVERIFY2(changed.count() <= 6, qPrintable(QString::number(changed.count())));
    const auto report = changed.last().at(0).value<PipelineReport>();
    QCOMPARE(report.forms.at(0).title, QStringLiteral("f"));
    QVERIFY(report.waiting > 0);
}

void TestPipeline::anOldEpochIsNotEvenDecoded() {
    Bench bench;
    --bench.epoch;
    bench.receive(0, {response("f", "r1")});
    bench.pipeline.next();
    QVERIFY(bench.sink.batches.empty());
    QSignalSpy changed(&bench.pipeline, &Pipeline::changed);
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(changed.last().at(0).value<PipelineReport>().forms.empty());
}

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
