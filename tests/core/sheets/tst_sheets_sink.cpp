#include "tests/core/sheets/sink_fixture.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::sheets;
using namespace rowcast::sheets::test;

class TestSheetsSink : public QObject {
    Q_OBJECT
private slots:
    void writesEveryResponseOfSeveralFormsOnce() {
        Place place;
        Instance a(place);
        std::vector<FormSource> forms{FormSource("one"), FormSource("two"), FormSource("three")};
        for (std::int64_t from = 0; from < 60; from += 20)
            for (FormSource& form : forms)
                a.give(form.batch(from, from + 20));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 20'000);
        QVERIFY(a.blocked.empty());
        for (FormSource& form : forms)
            QCOMPARE(place.verdict(u"Form "_qs + form.form().text(), form.wanted), QString());
        QCOMPARE(a.appended, 180);
        QVERIFY(a.sheets.at(forms[0].form()).version >= 3);
        QCOMPARE(a.sheets.at(forms[0].form()).rows, 60);
    }

    void readsLittle() {
        Place place;
        Instance a(place);
        FormSource form("one");
        for (std::int64_t from = 0; from < 200; from += 20)
            a.give(form.batch(from, from + 20));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 20'000);
        const auto counts = place.google.counts();
        // The index's state and columns, the sheet's state and columns.
        QCOMPARE(counts.requests.at("sheets.spreadsheets.developerMetadata.search"), 2U);
        QCOMPARE(counts.requests.at("sheets.spreadsheets.get"), 2U);
        QCOMPARE(counts.requests.at("sheets.spreadsheets.batchUpdate"), 11U);
    }

    void losesAndDoublesNothingUnderFaults_data() {
        QTest::addColumn<QString>("faults");
        QTest::newRow("replies lost") << u"lost=30%,seed=1"_qs;
        QTest::newRow("reset before applying") << u"reset=30%,seed=2"_qs;
        QTest::newRow("429") << u"429=20%,seed=3"_qs;
        QTest::newRow("500 and 503") << u"500=15%,503=15%,seed=4"_qs;
        QTest::newRow("sent twice") << u"twice=50%,seed=5"_qs;
        QTest::newRow("half replies") << u"half=30%,seed=6"_qs;
        QTest::newRow("everything") << u"all=20%,twice=10%,seed=7"_qs;
    }
    void losesAndDoublesNothingUnderFaults() {
        QFETCH(QString, faults);
        Place place;
        place.google.setFaults(sandbox::parseFaults(faults.toStdString()).value());
        Instance a(place);
        std::vector<FormSource> forms{FormSource("one"), FormSource("two")};
        for (std::int64_t from = 0; from < 40; from += 10)
            for (FormSource& form : forms)
                a.give(form.batch(from, from + 10));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 100'000);
        QVERIFY2(a.blocked.empty(), a.blocked.empty() ? "" : qPrintable(a.blocked.front().error.what));
        place.google.setFaults({});
        for (FormSource& form : forms)
            QCOMPARE(place.verdict(u"Form "_qs + form.form().text(), form.wanted), QString());
    }

    void peopleMoveColumnsAllTheTime() {
        Place place;
        Instance a(place);
        FormSource form("one");
        a.give(form.batch(0, 5));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        const std::string id = a.sheets.at(form.form()).spreadsheet.value;
        QTimer people;
        int turn = 0;
        connect(&people, &QTimer::timeout, this, [&] {
            place.google.people([&](sandbox::People& hand) {
                const int tab = hand.tabs(id).front();
                if (turn % 3 == 2)
                    QVERIFY(hand.sort(id, tab, turn % 4, turn % 2 == 0));
                else
                    QVERIFY(hand.moveColumn(id, tab, turn % 5, (turn * 3 + 2) % 5));
                ++turn;
            });
        });
        people.start(100);
        for (std::int64_t from = 5; from < 405; from += 10) {
            a.give(form.batch(from, from + 10));
            QTRY_VERIFY_WITH_TIMEOUT(a.done(), 60'000);
        }
        people.stop();
        QVERIFY(turn > 5);
        QVERIFY2(a.blocked.empty(), a.blocked.empty() ? "" : qPrintable(a.blocked.front().error.what));
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    void twoInstancesShareASheetWhilePartitionsMove() {
        Place place;
        place.google.setFaults(sandbox::parseFaults("lost=10%,seed=3").value());
        Instance a(place);
        Instance b(place);
        FormSource form("one");
        // Two at once must not make the index without its wait: the first one makes it alone.
        a.give(form.batch(0, 1, 2));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 20'000);
        // Both are given overlapping ranges of the same two partitions, as after a rebalance without commits.
        for (std::int64_t from = 0; from < 60; from += 10) {
            a.give(form.batch(from, from + 10, 0));
            b.give(form.batch(from, from + 10, 1));
        }
        QTRY_VERIFY_WITH_TIMEOUT(a.done() && b.done(), 60'000);
        for (std::int64_t from = 30; from < 90; from += 10) {
            a.give(form.batch(from, from + 10, 1));
            b.give(form.batch(from, from + 10, 0));
        }
        QTRY_VERIFY_WITH_TIMEOUT(a.done() && b.done(), 60'000);
        place.google.setFaults({});
        QVERIFY(a.found + b.found >= 60);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    void aNewInstanceGoesOnWhereTheLastOneWas() {
        Place place;
        FormSource form("one");
        SheetsConfig config;
        {
            Instance a(place);
            a.give(form.batch(0, 10));
            QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
            config = knowing(a);
        }
        QCOMPARE(config.known.size(), 2U); // the form's and the index
        Instance b(place, config);
        b.give(form.batch(5, 20));
        QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
        QCOMPARE(b.found, 5);
        QCOMPARE(b.appended, 10);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    /// Whatever keeps a new spreadsheet from its readers: they get it in the end, and it is made once.
    void aNewSpreadsheetReachesItsReaders_data() {
        QTest::addColumn<sandbox::Fault>("fault");
        QTest::addColumn<bool>("crash");
        QTest::newRow("a crash before it is shared") << sandbox::Fault::Stall << true;
        QTest::newRow("Google is away, then the next start") << sandbox::Fault::Unavailable503 << true;
        QTest::newRow("Google is away for a while") << sandbox::Fault::Unavailable503 << false;
    }
    void aNewSpreadsheetReachesItsReaders() {
        QFETCH(sandbox::Fault, fault);
        QFETCH(bool, crash);
        Place place;
        sandbox::FaultPlan plan;
        plan.only = {"drive.permissions.create"};
        plan.share[fault] = 1;
        place.google.setFaults(plan);
        SheetsConfig config;
        config.shareNew = {{"bert@example.org", false, Role::Reader, false, {}}};
        FormSource form("one");
        QStringList said;
        auto a = std::make_unique<Instance>(place, config);
        connect(a->sink.get(), &SheetsSink::notShared, this,
                [&said](const Error& error) { said << error.what; });
        a->give(form.batch(0, 10));
        const auto tried = [&] { return place.google.counts().requests["drive.permissions.create"]; };
        QTRY_VERIFY_WITH_TIMEOUT(tried() > 0, 10'000);
        if (fault != sandbox::Fault::Stall) QTRY_VERIFY_WITH_TIMEOUT(a->done() && !said.isEmpty(), 10'000);
        if (crash) a.reset();
        place.google.setFaults({});
        if (crash) {
            a = std::make_unique<Instance>(place, config);
            a->give(form.batch(0, 20));
        }
        std::vector<std::string> files;
        place.google.people([&](sandbox::People& people) { files = people.spreadsheetsNamed("Form one"); });
        QCOMPARE(files.size(), 1U);
        const auto readers = [&] {
            QStringList all;
            const QString path =
                QStringLiteral("/drive/v3/files/%1/permissions?fields=permissions(emailAddress,role)")
                    .arg(QString::fromStdString(files.front()));
            for (const QJsonValue& one : place.get(path).value(u"permissions").toArray())
                if (one[u"role"].toString() == u"reader") all << one[u"emailAddress"].toString();
            return all;
        };
        QTRY_COMPARE_WITH_TIMEOUT(readers(), QStringList{QStringLiteral("bert@example.org")}, 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(a->done(), 10'000);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
        if (!crash) QTRY_COMPARE(said.last(), QString());
        // It is told once that it has its readers: whoever is taken off by a person stays off.
        const auto before = tried();
        Instance next(place, config);
        next.give(form.batch(20, 30));
        QTRY_VERIFY_WITH_TIMEOUT(next.done(), 10'000);
        QCOMPARE(tried(), before);
    }

    void rollsOverAtTheCellLimit() {
        sandbox::Options options = Place::defaults();
        options.cellLimit = 26'300;
        Place place(options);
        Instance a(place);
        FormSource form("one");
        for (std::int64_t from = 0; from < 1200; from += 300)
            a.give(form.batch(from, from + 300));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 20'000);
        QVERIFY2(a.blocked.empty(), a.blocked.empty() ? "" : qPrintable(a.blocked.front().error.what));
        std::size_t parts = 0;
        place.google.people(
            [&](sandbox::People& people) { parts = people.spreadsheetsNamed("Form one (2)").size(); });
        QCOMPARE(parts, 1U);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    void writesIntoASpreadsheetThatAPersonNamed() {
        sandbox::Options options = Place::defaults();
        options.serviceAccountsMayOwn = false;
        Place place(options);
        SheetsConfig config;
        config.mayCreate = false;
        FormSource form("one");
        place.google.people([&](sandbox::People& people) {
            const std::string id =
                people.createSpreadsheet("Form one, mine", {}, place.key.email.toStdString());
            config.named[form.form()] = SpreadsheetId{id};
            QVERIFY(people.type(id, people.tabs(id).front(), 0, 0, "Age"));
        });
        Instance a(place, config);
        a.give(form.batch(0, 10));
        a.give(form.batch(10, 20));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        QVERIFY2(a.blocked.empty(), a.blocked.empty() ? "" : qPrintable(a.blocked.front().error.what));
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    void aTrashedSpreadsheetBlocksOnlyItsForm() {
        Place place;
        FormSource one("one");
        FormSource two("two");
        {
            Instance a(place);
            a.give(one.batch(0, 5));
            a.give(two.batch(0, 5));
            QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
            place.google.people(
                [&](sandbox::People& people) { people.trash(a.sheets.at(one.form()).spreadsheet.value); });
        }
        Instance b(place);
        b.give(one.batch(5, 10));
        b.give(two.batch(5, 10));
        QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
        QCOMPARE(b.blocked.size(), 1U);
        QVERIFY(b.blocked.front().error.remedy == Remedy::PickFile);
        QCOMPARE(place.verdict(u"Form two"_qs, two.wanted), QString());
        b.sink->mend(4, Mend{one.form(), Choice::Restore, {}});
        QTRY_COMPARE_WITH_TIMEOUT(b.mended.size(), 1U, 5'000);
        QVERIFY(!b.mended.front().error);
        b.give(one.batch(5, 10));
        QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
        QCOMPARE(place.verdict(u"Form one"_qs, one.wanted), QString());
    }

    void aSheetThatMayOnlyBeReadBlocksOnlyItsForm() {
        Place place;
        const std::string account = place.key.email.toStdString();
        FormSource one("one");
        FormSource two("two");
        SheetsConfig config;
        std::string id;
        place.google.people([&](sandbox::People& people) {
            id = people.createSpreadsheet("Form one, mine");
            people.share(id, account, "reader");
        });
        config.named[one.form()] = SpreadsheetId{id};
        Instance a(place, config);
        a.give(one.batch(0, 5));
        a.give(two.batch(0, 5));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        const QString who = place.key.email;
        const QString sentence =
            u"Google does not let %1 change the file. Share it with %1 as editor."_qs.arg(who);
        QCOMPARE(a.blocked.size(), 1U);
        QCOMPARE(a.blocked.front().form, one.form());
        QCOMPARE(a.blocked.front().error.what, sentence);
        QVERIFY(a.blocked.front().error.remedy == Remedy::PickFile);
        QCOMPARE(a.blocked.front().error.choices, (std::vector{Choice::TryAgain, Choice::PickAnother}));
        a.give(two.batch(5, 10));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        QCOMPARE(place.verdict(u"Form two"_qs, two.wanted), QString());
        // Tried again without being shared, it says so again.
        a.give(one.batch(0, 5));
        QTRY_COMPARE_WITH_TIMEOUT(a.blocked.size(), 2U, 10'000);
        QCOMPARE(a.blocked.back().error.what, sentence);
        place.google.people([&](sandbox::People& people) { people.share(id, account); });
        a.give(one.batch(0, 10));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        QCOMPARE(a.blocked.size(), 2U);
        QCOMPARE(place.verdict(u"Form one"_qs, one.wanted), QString());
    }

    void showsTheNewestRows() {
        Place place;
        Instance a(place);
        FormSource form("one");
        a.give(form.batch(0, 100));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        a.sink->query(Query{9, SheetRows{form.form(), 3}});
        QTRY_COMPARE_WITH_TIMEOUT(a.pages.size(), 1U, 5'000);
        const QueryPage& page = a.pages.front();
        QVERIFY(!page.error);
        QCOMPARE(page.id, 9U);
        QCOMPARE(page.header.at(2), u"Name"_qs);
        QCOMPARE(page.rows.size(), 3U);
        QCOMPARE(page.rows.back().at(1), u"0@99.0"_qs);
        QCOMPARE(page.firstRow, 99);
    }

    void saysWhyItCannotWrite() {
        Place place;
        Instance a(place);
        FormSource form("one");
        a.give(form.batch(0, 5));
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        place.google.people([&](sandbox::People& people) {
            people.removeForEver(a.sheets.at(form.form()).spreadsheet.value);
        });
        a.give(form.batch(5, 10));
        QTRY_COMPARE_WITH_TIMEOUT(a.blocked.size(), 1U, 10'000);
        QVERIFY(a.blocked.front().error.remedy == Remedy::PickFile);
        QVERIFY(!a.blocked.front().error.what.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSheetsSink)
#include "tst_sheets_sink.moc"
