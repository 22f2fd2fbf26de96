#include "core/store/store.h"

#include "core/store/schema.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace rowcast;
using namespace rowcast::store;

class TestStore : public QObject {
    Q_OBJECT
private slots:
    void init();
    void keepsRejectedRecordsByteForByte();
    void saysSavedOnlyForWhatStandsOnDisk();
    void sameRecordTwiceIsKeptOnce();
    void newLogOfATopicKeepsItsOwnRecords();
    void sheetVersionNeverGoesDown();
    void anotherSpreadsheetStartsItsOwnVersion();
    void keepsContentsUntilTheyStartAfresh();
    void newestMapHolds();
    void keepsWhatIsKnownOfForms();
    void keepsTheNewestRecords();
    void activityIsFoundByItsWords();
    void remembersLogsAndCluster();
    void anotherClusterMakesEveryLogNew();
    void survivesReopening();
    void refusesADamagedFileAndLeavesIt_data();
    void refusesADamagedFileAndLeavesIt();
    void refusesANewerSchema();
    void fullDiskIsASentence();
    void keepsWhatCannotBeWrittenAndTriesAgain();
    void databaseIsPrivate();

private:
    QString path() const { return dir_->filePath(QStringLiteral("rowcast.db")); }
    std::unique_ptr<QTemporaryDir> dir_;
};

namespace {

RejectedRecord record(std::int64_t offset) {
    RejectedRecord record;
    record.position = {{"forms", 3}, offset};
    record.timestamp = WallTime{Millis{1'700'000'000'123}};
    record.key = std::string("k\0ey", 4);
    record.value = std::string("\xff\xfe{\0", 4);
    record.headers = {{"source", std::string("\x80", 1)}, {"source", ""}};
    record.form = FormId("feedback");
    record.reason = QStringLiteral("It is not JSON.");
    record.place = QStringLiteral("/answers/0");
    return record;
}

FormSheet sheet(const char* id, std::int64_t version) {
    return {FormId("f"), SpreadsheetId(id), QStringLiteral("https://example.org"), version, 10};
}

} // namespace

void TestStore::init() {
    dir_ = std::make_unique<QTemporaryDir>();
    QVERIFY(dir_->isValid());
}

void TestStore::keepsRejectedRecordsByteForByte() {
    Store store;
    QVERIFY(store.open(path()));
    store.save({record(7)});
    const auto kept = store.rejected(10);
    QVERIFY(kept);
    QCOMPARE(kept->size(), 1U);
    const RejectedRecord& is = kept->front();
    const RejectedRecord was = record(7);
    QVERIFY(is.position == was.position);
    QVERIFY(is.timestamp == was.timestamp);
    QVERIFY(is.key == was.key && is.value == was.value && is.headers == was.headers && is.form == was.form);
    QCOMPARE(is.reason, was.reason);
    QCOMPARE(is.place, was.place);
}

void TestStore::saysSavedOnlyForWhatStandsOnDisk() {
    Store store;
    QVERIFY(store.open(path()));
    connect(&store, &Store::rejectedSaved, this, [this](const std::vector<Position>& positions) {
        Store stranger; // another connection sees only what was committed
        QVERIFY(stranger.open(path()));
        QCOMPARE(*stranger.rejectedCount(), qint64(positions.size()));
    });
    QSignalSpy saved(&store, &Store::rejectedSaved);
    store.save({record(1), record(2)});
    QCOMPARE(saved.count(), 1);
    const auto positions = saved.first().first().value<std::vector<Position>>();
    QVERIFY((positions == std::vector<Position>{{{"forms", 3}, 1}, {{"forms", 3}, 2}}));
}

void TestStore::sameRecordTwiceIsKeptOnce() {
    Store store;
    QVERIFY(store.open(path()));
    QSignalSpy saved(&store, &Store::rejectedSaved);
    store.save({record(1)});
    store.save({record(1)});
    QCOMPARE(saved.count(), 2);
    QCOMPARE(*store.rejectedCount(), 1);
}

void TestStore::newLogOfATopicKeepsItsOwnRecords() {
    Store store;
    QVERIFY(store.open(path()));
    store.save({record(1)});
    QVERIFY(store.saveLogNumber(QStringLiteral("forms"), 1));
    store.save({record(1)});
    QCOMPARE(*store.rejectedCount(), 2);
}

void TestStore::sheetVersionNeverGoesDown() {
    Store store;
    QVERIFY(store.open(path()));
    store.saveSheet(sheet("one", 9));
    store.saveSheet(sheet("one", 4));
    QCOMPARE(store.sheets()->front().version, 9);
}

void TestStore::anotherSpreadsheetStartsItsOwnVersion() {
    Store store;
    QVERIFY(store.open(path()));
    store.saveSheet(sheet("one", 9));
    store.saveSheet(sheet("two", 1));
    QCOMPARE(store.sheets()->size(), 1U);
    QVERIFY(store.sheets()->front() == sheet("two", 1));
}

void TestStore::keepsContentsUntilTheyStartAfresh() {
    Store store;
    QVERIFY(store.open(path()));
    const auto save = [&](std::vector<ResponseContent> contents, bool afresh) {
        FormSheet told = sheet("one", 9);
        told.contents = std::make_shared<const std::vector<ResponseContent>>(std::move(contents));
        told.contentsAfresh = afresh;
        store.saveSheet(told);
    };
    const auto kept = [&] {
        QString text;
        const auto sheets = store.sheets();
        if (sheets->front().contents)
            for (const ResponseContent& each : *sheets->front().contents)
                text += QStringLiteral("%1=%2@%3 ")
                            .arg(QString::fromStdString(each.id))
                            .arg(each.hash, 0, 16)
                            .arg(each.submittedAt.time_since_epoch().count());
        return text;
    };
    save({{"x", 0xffff'ffff'ffff'fff1, WallTime{Millis{7}}}, {"y", 2, {}}}, true);
    save({{"x", 3, WallTime{Millis{8}}}}, false);
    QCOMPARE(kept(), QStringLiteral("y=2@0 x=3@8 "));
    store.saveSheet(sheet("one", 10)); // says nothing of contents
    QCOMPARE(kept(), QStringLiteral("y=2@0 x=3@8 "));
    save({{"z", 4, {}}}, true);
    QCOMPARE(kept(), QStringLiteral("z=4@0 "));
    std::vector<ResponseContent> many;
    for (int i = 0; i < 20'010; ++i)
        many.push_back({"m" + std::to_string(i), 1, {}});
    save(std::move(many), false);
    QCOMPARE(store.sheets()->front().contents->size(), 20'000U);
    QCOMPARE(store.sheets()->front().contents->back().id, std::string("m20009"));
}

void TestStore::newestMapHolds() {
    Store store;
    QVERIFY(store.open(path()));
    QuestionMap map{FormId("f"), QStringLiteral("Feedback"), {}};
    map.entries.push_back({QuestionId("q1"),
                           QStringLiteral("Your name?"),
                           QuestionType::Choices,
                           true,
                           true,
                           {{QStringLiteral("a"), QStringLiteral("Apple")}}});
    QVERIFY(store.saveMap(map));
    map.entries.push_back({QuestionId("q2"), QStringLiteral("Größe"), std::nullopt, false});
    QVERIFY(store.saveMap(map));
    QVERIFY(store.saveMap({FormId("g"), {}, {}}));
    const auto maps = store.maps();
    QVERIFY(maps);
    QCOMPARE(maps->size(), 2U);
    QVERIFY(maps->front() == map);
}

void TestStore::keepsWhatIsKnownOfForms() {
    FormQuestions known;
    known.map = {FormId("f"), QStringLiteral("Bees"), {}};
    known.responses = 12;
    known.profile = QStringLiteral("tally");
    known.profileVersion = 3;
    FormQuestion question;
    question.id = QuestionId("q1");
    question.label = question.title = QStringLiteral("Hives");
    question.type = QuestionType::Choices;
    question.seen = 11;
    question.unparsed = 2;
    known.questions = {question};
    Store store;
    QVERIFY(store.open(path()));
    QVERIFY(store.saveQuestions({known}));
    known.responses = 13;
    QVERIFY(store.saveQuestions({known})); // in place of the older word
    Store again;
    QVERIFY(again.open(path()));
    QVERIFY(*again.questions() == std::vector<FormQuestions>{known});
}

void TestStore::keepsTheNewestRecords() {
    Store store;
    QVERIFY(store.open(path()));
    QVERIFY(store.saveSpecimens({record(1), record(2)}));
    QVERIFY(store.saveSpecimens({record(2), record(3)}));
    const auto kept = store.specimens();
    QCOMPARE(kept->size(), std::size_t{2});
    QCOMPARE(kept->at(0).position.offset, 2);
    QCOMPARE(kept->at(1).position.offset, 3);
    QCOMPARE(kept->at(1).value, record(3).value);
    QCOMPARE(kept->at(1).key, record(3).key);
    QCOMPARE(kept->at(1).headers, record(3).headers);
    QCOMPARE(kept->at(1).timestamp, record(3).timestamp);
}

void TestStore::activityIsFoundByItsWords() {
    Store store;
    QVERIFY(store.open(path()));
    const WallTime now{Millis{1'800'000'000'000}};
    store.note({now, QStringLiteral("form"), FormId("bees"), QStringLiteral("Question “50 %” is new."), {}});
    store.note({now, QStringLiteral("start"), FormId(), QStringLiteral("Delivery started."), {}});
    QCOMPARE(store.activity(10)->size(), std::size_t{2});
    QCOMPARE(store.activity(10, 1)->size(), std::size_t{1});
    QCOMPARE(store.activity(10, 0, QStringLiteral("50 %"))->size(), std::size_t{1});
    QCOMPARE(store.activity(10, 0, QStringLiteral("BEES"))->size(), std::size_t{1});
    QCOMPARE(store.activity(10, 0, QStringLiteral("%"))->front().kind, QStringLiteral("form"));
    QVERIFY(store.activity(10, 0, QStringLiteral("nobody"))->empty());
}

void TestStore::remembersLogsAndCluster() {
    Store store;
    QVERIFY(store.open(path()));
    QVERIFY(!store.cluster()->has_value());
    QVERIFY(store.saveCluster(QStringLiteral("c1")));
    QVERIFY(store.saveCluster(QStringLiteral("c2")));
    QVERIFY(store.saveLogNumber(QStringLiteral("t"), 2));
    QCOMPARE(store.cluster()->value_or(QString()), QStringLiteral("c2"));
    QCOMPARE(store.logNumbers()->value(QStringLiteral("t")), 2);
}

void TestStore::anotherClusterMakesEveryLogNew() {
    Store store;
    QVERIFY(store.open(path()));
    QVERIFY(store.saveCluster(QStringLiteral("c1")));
    QVERIFY(store.saveLogNumber(QStringLiteral("a"), 0));
    QVERIFY(store.saveLogNumber(QStringLiteral("b"), 2));
    QVERIFY(store.moveToCluster(QStringLiteral("c2"), false));
    QCOMPARE(store.logNumbers()->value(QStringLiteral("b")), 2);
    QVERIFY(store.moveToCluster(QStringLiteral("c3"), true));
    QCOMPARE(store.cluster()->value_or(QString()), QStringLiteral("c3"));
    QCOMPARE(store.logNumbers()->value(QStringLiteral("a")), 1);
    QCOMPARE(store.logNumbers()->value(QStringLiteral("b")), 3);
}

void TestStore::survivesReopening() {
    {
        Store store;
        QVERIFY(store.open(path()));
        store.save({record(1)});
        store.saveSheet(sheet("one", 3));
    }
    Store store;
    QVERIFY(store.open(path()));
    QCOMPARE(*store.rejectedCount(), 1);
    QVERIFY(store.sheets()->front() == sheet("one", 3));
}

void TestStore::refusesADamagedFileAndLeavesIt_data() {
    QTest::addColumn<bool>("noDatabase");
    QTest::newRow("not a database") << true;
    QTest::newRow("a page overwritten") << false;
}

void TestStore::refusesADamagedFileAndLeavesIt() {
    QFETCH(bool, noDatabase);
    if (!noDatabase) {
        Store store;
        QVERIFY(store.open(path()));
    }
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (!noDatabase) file.seek(100);
    file.write(QByteArray(8000, 'x'));
    file.flush();
    file.seek(0);
    const QByteArray before = file.readAll();
    {
        Store store;
        const auto opened = store.open(path());
        QVERIFY(!opened);
        QVERIFY(opened.error().remedy == Remedy::Stop);
        QVERIFY(opened.error().what.contains(path()));
    }
    file.seek(0);
    QCOMPARE(file.readAll(), before);
}

void TestStore::refusesANewerSchema() {
    {
        Database database;
        QVERIFY(database.open(path()));
        QVERIFY(upgrade(database));
        QVERIFY(database.run(QStringLiteral("PRAGMA user_version = 999")));
    }
    Store store;
    const auto opened = store.open(path());
    QVERIFY(!opened);
    QVERIFY(opened.error().what.contains(u"newer version"));
}

void TestStore::fullDiskIsASentence() {
    Database database;
    QVERIFY(database.open(path()));
    QVERIFY(upgrade(database));
    QVERIFY(database.run(QStringLiteral("PRAGMA max_page_count = 1")));
    const auto done = database.atomically([&]() -> Result<> {
        for (int i = 0; i < 100; ++i)
            if (auto kept = database.run(QStringLiteral("INSERT INTO facts VALUES (?, ?)"),
                                         {QString::number(i), QString(4000, u'x')});
                !kept)
                return fail(kept.error());
        return {};
    });
    QVERIFY(!done);
    QVERIFY2(done.error().what.contains(u"full"), qPrintable(done.error().what + done.error().detail));
    QVERIFY(done.error().remedy == Remedy::Retry);
    auto rows = database.run(QStringLiteral("SELECT count(*) FROM facts"));
    QVERIFY(rows && rows->next());
    QCOMPARE(rows->value(0).toInt(), 0);
}

void TestStore::keepsWhatCannotBeWrittenAndTriesAgain() {
    Store store;
    QVERIFY(store.open(path()));
    QSignalSpy saved(&store, &Store::rejectedSaved);
    QSignalSpy failed(&store, &Store::failed);
    QSignalSpy recovered(&store, &Store::recovered);
    // No file of this process may grow: what a full disk looks like from here.
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit none{0, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &none);
    store.save({record(1)});
    setrlimit(RLIMIT_FSIZE, &before);
    QCOMPARE(failed.count(), 1);
    QCOMPARE(saved.count(), 0);
    store.save({record(2)});
    QCOMPARE(recovered.count(), 1);
    QCOMPARE(saved.count(), 1);
    QCOMPARE(saved.first().first().value<std::vector<Position>>().size(), 2U);
    QCOMPARE(*store.rejectedCount(), 2);
}

void TestStore::databaseIsPrivate() {
    Store store;
    QVERIFY(store.open(path()));
    store.save({record(1)});
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    for (const QFileInfo& file : QDir(dir_->path()).entryInfoList(QDir::Files))
        QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
