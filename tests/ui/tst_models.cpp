#include "tests/shots/fixtures.h"
#include "ui/models/forms_model.h"
#include "ui/models/places_model.h"
#include "ui/models/problems_model.h"
#include "ui/models/sheet_model.h"
#include "ui/widgets/roles.h"
#include "ui/words.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace rowcast;
using namespace rowcast::ui;

namespace {
QStringList column(const QAbstractItemModel& model, int column, int role = Qt::DisplayRole) {
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out << model.index(row, column).data(role).toString();
    return out;
}

FormStatus form(const std::string& id) {
    FormStatus out;
    out.form = FormId(id);
    out.url = QStringLiteral("https://example.org/") + out.form.text();
    return out;
}
} // namespace

class TestModels : public QObject {
    Q_OBJECT

private slots:
    void formsStandStillWhileTheirOrderInTheStatusChanges() {
        FormsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Status status;
        status.forms = {form("a"), form("b"), form("c")};
        model.show(status);
        std::swap(status.forms[0], status.forms[2]);
        model.show(status);
        QCOMPARE(column(model, FormsModel::Form), QStringList({u"a"_qs, u"b"_qs, u"c"_qs}));
    }

    void aFormThatNeedsAPersonComesFirst() {
        FormsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Status status;
        status.forms = {form("a"), form("b"), form("c")};
        model.show(status);
        const QPersistentModelIndex kept = model.index(1, FormsModel::Form);
        status.forms[2].blocked =
            Error{Remedy::PickFile, QStringLiteral("Its sheet is in the bin"), {}, {}, {}};
        model.show(status);
        QCOMPARE(column(model, FormsModel::Form), QStringList({u"c"_qs, u"a"_qs, u"b"_qs}));
        QCOMPARE(model.index(0, FormsModel::State).data().toString(),
                 QStringLiteral("Its sheet is in the bin"));
        QCOMPARE(model.index(0, FormsModel::State).data(MarkRole).toInt(), static_cast<int>(Mark::Stopped));
        QCOMPARE(kept.data().toString(), QStringLiteral("b"));
    }

    void newNumbersInsertAndRemoveNothing() {
        FormsModel model;
        Status status = shots::full();
        model.show(status);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy moved(&model, &QAbstractItemModel::rowsMoved);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        for (FormStatus& one : status.forms)
            one.rows += 17;
        model.show(status);
        QCOMPARE(inserted.size() + removed.size() + moved.size() + reset.size(), 0);
        QCOMPARE(model.index(model.rowOf(FormId("site-insp-v3")), FormsModel::Rows).data().toString(),
                 number(3197));
    }

    void anySequenceOfListsIsShownFaithfully() {
        ProblemsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(7);
        for (int round = 0; round < 300; ++round) {
            QStringList wanted;
            Status status;
            for (int id = 0; id < 9; ++id)
                if (random.bounded(2)) wanted << QString::number(id);
            std::shuffle(wanted.begin(), wanted.end(), random);
            for (const QString& id : wanted)
                status.problems.push_back({id, FormId("f"), {}, {}});
            model.show(status);
            QCOMPARE(column(model, 0, KeyRole), wanted);
        }
    }

    void theStateBarsProblemIsNotListedTwice() {
        ProblemsModel model;
        model.show(shots::problem());
        QVERIFY(!column(model, 0, KeyRole).contains(QStringLiteral("google")));
        QCOMPARE(model.rowCount(), 2);
    }

    void aSheetShowsItsOwnRowNumbers() {
        SheetModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.show(shots::sheetPage(1));
        QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("Village"));
        QCOMPARE(model.headerData(0, Qt::Vertical, Qt::DisplayRole).toString(), QStringLiteral("1"));
        QCOMPARE(model.headerData(1, Qt::Vertical, Qt::DisplayRole).toString(), number(12018));
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("C"));
        QueryPage ragged = shots::sheetPage(2);
        ragged.rows[0].resize(1);
        ragged.rows[1].push_back(QStringLiteral("beyond the header"));
        model.show(ragged);
        QCOMPARE(model.index(1, 5).data().toString(), QString());
        QCOMPARE(model.index(2, 8).data().toString(), QStringLiteral("beyond the header"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void placesTellTheirCountsToAScreenReader() {
        PlacesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(Place::Questions);
        model.setCount(Place::Questions, {2, PlaceCount::Kind::NeedsYou});
        model.setCount(Place::Google, {1, PlaceCount::Kind::NeedsYou}); // not there: no harm
        QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Questions, 2"));
    }
};

QTEST_MAIN(TestModels)
#include "tst_models.moc"
