#include "core/sandbox/world.h"
#include "tests/core/sheets/sink_fixture.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::sheets;
using namespace rowcast::sheets::test;

namespace {

QString problemOf(const Instance& instance) {
    return instance.blocked.empty() ? QString() : instance.blocked.front().error.what;
}

/// The ids of all files of that name that are not in the trash, in the order of their making.
std::vector<std::string> filesNamed(Place& place, const char* name) {
    std::vector<std::string> ids;
    place.google.people([&](sandbox::People& people) {
        for (const auto& file : people.files())
            if (file.name == name && !file.trashed) ids.push_back(file.id);
    });
    return ids;
}

std::string folderOf(Place& place, const std::string& file) {
    const QString path =
        QStringLiteral("/drive/v3/files/%1?fields=parents").arg(QString::fromStdString(file));
    return place.get(path)[u"parents"][0].toString().toStdString();
}

/// What an instance knows that has delivered ten responses and ended.
SheetsConfig afterTen(Place& place, FormSource& form) {
    Instance instance(place);
    instance.give(form.batch(0, 10));
    if (!QTest::qWaitFor([&instance] { return instance.done(); }, 10'000))
        qFatal("ten responses are not delivered");
    return knowing(instance);
}

/// Two folders of one name, shared with the account; the first is the older one.
std::vector<std::string> makeTwoFolders(Place& place) {
    const std::string account = place.key.email.toStdString();
    std::vector<std::string> folders;
    place.google.people([&](sandbox::People& people) {
        for (int i = 0; i < 2; ++i)
            folders.push_back(people.createFolder("Atlan", {}, account));
    });
    place.google.withWorld([&](sandbox::World& world) {
        world.files.find(folders[0])->created -= std::chrono::hours(1);
        return true;
    });
    return folders;
}

/// One that binds nothing, an hour old.
void makeIndex(Place& place, const std::string& folder) {
    sandbox::Request request;
    request.verb = "POST";
    request.target = "/drive/v3/files";
    request.authorization = "Bearer " + place.google.issueToken(place.key.email.toStdString(), {"drive"});
    const QJsonObject file{{u"name"_qs, u"Rowcast index"_qs},
                           {u"mimeType"_qs, QString::fromLatin1(google::kSpreadsheetType)},
                           {u"parents"_qs, QJsonArray{QString::fromStdString(folder)}},
                           {u"properties"_qs, QJsonObject{{u"rowcastIndex"_qs, u"1"_qs}}}};
    request.body = QJsonDocument(file).toJson().toStdString();
    const auto now = place.google.now() - std::chrono::hours(1);
    QCOMPARE(place.google.handle(request, now).status, 200);
}

} // namespace

/// Which folder and which index: whatever is made twice, listed late, renamed or trashed, the forms stay with
/// one index, and their spreadsheets in its folder.
class TestFolders : public QObject {
    Q_OBJECT
private slots:
    /// Two folders of one name: a request that Google carried out twice, or a list that did not show the
    /// first one yet.
    void twoFoldersDoNotPartTheIndexFromItsForms_data() {
        QTest::addColumn<QString>("faults");
        QTest::newRow("made twice") << u"twice=100%,only=drive.files.create"_qs;
        QTest::newRow("listed late") << u"lag=100%:1s"_qs;
    }
    void twoFoldersDoNotPartTheIndexFromItsForms() {
        QFETCH(QString, faults);
        Place place;
        place.google.setFaults(sandbox::parseFaults(faults.toStdString()).value());
        const auto folders = [&place] { return filesNamed(place, "Atlan").size(); };
        FormSource form("one");
        {
            Instance a(place); // crashes as soon as it has made the folder
            a.give(form.batch(0, 10));
            QTRY_VERIFY_WITH_TIMEOUT(folders() > 0, 10'000);
        }
        SheetsConfig config;
        for (std::int64_t from = 0; from < 60; from += 20) {
            Instance b(place, config);
            b.give(form.batch(from, from + 20));
            QTRY_VERIFY_WITH_TIMEOUT(b.done(), 30'000);
            QCOMPARE(problemOf(b), QString());
            config = knowing(b);
        }
        QCOMPARE(folders(), 2U);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    /// A data directory was lost, and the older folder of that name is without the index in use.
    void theIndexInTheYoungerFolderIsFound_data() {
        QTest::addColumn<bool>("another");
        QTest::newRow("the older folder is empty") << false;
        QTest::newRow("an older index stands there and binds nothing") << true;
    }
    void theIndexInTheYoungerFolderIsFound() {
        QFETCH(bool, another);
        Place place;
        const auto folders = makeTwoFolders(place);
        FormSource form("one");
        FormSource later("later");
        {
            SheetsConfig config;
            config.folder = QString::fromStdString(folders[1]);
            Instance a(place, config);
            a.give(form.batch(0, 10));
            QTRY_VERIFY_WITH_TIMEOUT(a.done(), 10'000);
        }
        if (another) makeIndex(place, folders[0]);
        Instance b(place);
        b.give(form.batch(0, 20));
        b.give(later.batch(0, 10));
        QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
        QCOMPARE(problemOf(b), QString());
        QCOMPARE(filesNamed(place, "Rowcast index").size(), another ? 2U : 1U);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
        QCOMPARE(place.verdict(u"Form later"_qs, later.wanted), QString());
        QCOMPARE(folderOf(place, filesNamed(place, "Form later").front()), folders[1]);
    }

    void aRenamedFolderStaysTheFolder() {
        Place place;
        FormSource form("one");
        FormSource later("later");
        SheetsConfig config = afterTen(place, form);
        const std::string folder = filesNamed(place, "Atlan").front();
        place.google.people([&](sandbox::People& people) { people.rename(folder, "Customers"); });
        Instance b(place, config);
        b.give(form.batch(10, 20));
        b.give(later.batch(0, 10));
        QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
        QCOMPARE(problemOf(b), QString());
        QCOMPARE(filesNamed(place, "Atlan").size(), 0U);
        QCOMPARE(folderOf(place, filesNamed(place, "Form later").front()), folder);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    /// Its folder is not listed either, or it is.
    void anIndexInUseNeedsNoList_data() {
        QTest::addColumn<QStringList>("unlisted");
        QTest::addColumn<bool>("away");
        QTest::newRow("the index") << QStringList{u"Rowcast index"_qs} << false;
        QTest::newRow("and its folder") << QStringList{u"Rowcast index"_qs, u"Atlan"_qs} << false;
        QTest::newRow("and Google is away") << QStringList{u"Rowcast index"_qs, u"Atlan"_qs} << true;
    }
    void anIndexInUseNeedsNoList() {
        QFETCH(QStringList, unlisted);
        QFETCH(bool, away);
        Place place;
        FormSource form("one");
        SheetsConfig config = afterTen(place, form);
        for (const QString& name : unlisted) {
            const std::string file = filesNamed(place, qPrintable(name)).front();
            place.google.withWorld([&](sandbox::World& world) {
                return world.files.find(file)->listedFrom += std::chrono::hours(1);
            });
        }
        sandbox::FaultPlan plan;
        plan.only = {"drive.files.get"};
        if (away) plan.script.assign(3, sandbox::Fault::Unavailable503);
        place.google.setFaults(plan);
        Instance b(place, config);
        b.give(form.batch(10, 20));
        QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
        QCOMPARE(problemOf(b), QString());
        QCOMPARE(filesNamed(place, "Rowcast index").size(), 1U);
        QCOMPARE(filesNamed(place, "Atlan").size(), 1U);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    /// Never another one, and no other folder, where the store knows it.
    void anIndexInUseThatIsMissingStops_data() {
        QTest::addColumn<QString>("what");
        QTest::newRow("gone") << u"gone"_qs;
        QTest::newRow("in the trash with its folder, beside another one of its name") << u"in the trash"_qs;
        QTest::newRow("the settings name another folder") << u"gone"_qs;
    }
    void anIndexInUseThatIsMissingStops() {
        QFETCH(QString, what);
        const QString row = QString::fromLatin1(QTest::currentDataTag());
        Place place;
        FormSource form("one");
        SheetsConfig config = afterTen(place, form);
        const auto index = filesNamed(place, "Rowcast index");
        const std::string folder = filesNamed(place, "Atlan").front();
        place.google.people([&](sandbox::People& people) {
            if (row == u"gone") return people.removeForEver(index.front());
            const bool trashed = what == u"in the trash";
            people.createFolder(trashed ? "Atlan" : "Other", {}, place.key.email.toStdString());
            if (trashed)
                people.trash(folder);
            else
                config.folder = u"Other"_qs;
        });
        Instance b(place, config);
        b.give(form.batch(10, 20));
        QTRY_COMPARE_WITH_TIMEOUT(b.blocked.size(), 1U, 10'000);
        QVERIFY(b.blocked.front().error.remedy == Remedy::Stop);
        QVERIFY2(problemOf(b).contains(u"is "_qs + what), qPrintable(problemOf(b)));
        for (const std::string& file : filesNamed(place, "Rowcast index"))
            QCOMPARE(file, index.front());
        QVERIFY(filesNamed(place, "Form one").size() <= 1);
    }

    /// The form's spreadsheet says that it is the form's, and the store learns the new index.
    void anIndexThatIsGoneIsMadeAgain() {
        Place place;
        FormSource form("one");
        SheetsConfig config = afterTen(place, form);
        const std::string index = filesNamed(place, "Rowcast index").front();
        place.google.people([&](sandbox::People& people) { people.removeForEver(index); });
        for (std::int64_t from = 10; from < 30; from += 10) {
            Instance b(place, config);
            b.give(form.batch(from, from + 10));
            if (from == 10) {
                QTRY_COMPARE_WITH_TIMEOUT(b.blocked.size(), 1U, 10'000);
                QVERIFY2(problemOf(b).contains(u"is gone"_qs), qPrintable(problemOf(b)));
                b.sink->mend(1, {form.form(), Choice::RebuildIndex, {}});
                QCOMPARE(b.mended.size(), 1U);
                QVERIFY(!b.mended.front().error);
                b.give(form.batch(from, from + 10));
            }
            QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
            QCOMPARE(b.blocked.size(), from == 10 ? 1U : 0U);
            config = knowing(b);
        }
        QCOMPARE(filesNamed(place, "Rowcast index").size(), 1U);
        QCOMPARE(filesNamed(place, "Form one").size(), 1U);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    /// Its claims say whose spreadsheet is whose, also to an instance that knows nothing any more.
    void theOnlyIndexIsInTheTrash() {
        Place place;
        FormSource form("one");
        afterTen(place, form);
        const std::string index = filesNamed(place, "Rowcast index").front();
        place.google.people([&](sandbox::People& people) { people.trash(index); });
        Instance b(place);
        b.give(form.batch(0, 20));
        QTRY_COMPARE_WITH_TIMEOUT(b.blocked.size(), 1U, 10'000);
        QVERIFY2(problemOf(b).contains(u"is in the trash"_qs), qPrintable(problemOf(b)));
        QVERIFY(filesNamed(place, "Rowcast index").empty());
        place.google.people([&](sandbox::People& people) { people.restore(index); });
        b.sink->mend(1, {form.form(), Choice::TryAgain, {}});
        b.give(form.batch(0, 20));
        QTRY_VERIFY_WITH_TIMEOUT(b.done(), 10'000);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }

    /// Lists do not show it yet, so only a look at it tells that it cannot be used any more.
    void aFolderInTheTrashIsNotUsed() {
        Place place;
        place.google.setFaults(sandbox::parseFaults("lag=100%:3600s").value());
        FormSource form("one");
        Instance a(place);
        a.give(form.batch(0, 10));
        QTRY_VERIFY_WITH_TIMEOUT(!filesNamed(place, "Rowcast index").empty(), 10'000);
        place.google.setFaults({});
        const std::string folder = filesNamed(place, "Atlan").front();
        place.google.people([&](sandbox::People& people) { people.trash(folder); });
        QTRY_VERIFY_WITH_TIMEOUT(a.done(), 30'000);
        QCOMPARE(problemOf(a), QString());
        QCOMPARE(filesNamed(place, "Atlan").size(), 1U);
        QVERIFY(filesNamed(place, "Atlan").front() != folder);
        QCOMPARE(filesNamed(place, "Rowcast index").size(), 1U);
        QCOMPARE(place.verdict(u"Form one"_qs, form.wanted), QString());
    }
};

QTEST_GUILESS_MAIN(TestFolders)
#include "tst_folders.moc"
