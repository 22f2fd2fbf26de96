#include "tests/shots/question_fixtures.h"
#include "ui/models/questions_filter.h"
#include "ui/models/questions_model.h"
#include "ui/models/questions_paste.h"
#include "ui/widgets/roles.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace rowcast;
using namespace rowcast::ui;

namespace {
QStringList titles(const QuestionMap& map) {
    QStringList out;
    for (const auto& entry : map.entries)
        out << entry.id.text() + u'=' + entry.title;
    return out;
}

QStringList ids(const QAbstractItemModel& model) {
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out << model.index(row, QuestionsModel::Id).data().toString();
    return out;
}
} // namespace

class TestQuestionsModel : public QObject {
    Q_OBJECT

    std::unique_ptr<QuestionsModel> model_;
    std::unique_ptr<QAbstractItemModelTester> tester_;

    QModelIndex cell(const char* id, QuestionsModel::Column column) {
        return model_->index(model_->rowOf(QuestionId(id)), column);
    }
    bool type(const char* id, const QString& title) {
        return model_->setData(cell(id, QuestionsModel::Title), title, Qt::EditRole);
    }
    Result<std::vector<QuestionDraft>> paste(const QString& text, const PastePlace& place) {
        return pasteCells(*model_, cellsFrom(text), place);
    }

private slots:
    void init() {
        model_ = std::make_unique<QuestionsModel>();
        tester_ = std::make_unique<QAbstractItemModelTester>(
            model_.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        model_->show(shots::questions());
    }
    void cleanup() {
        tester_.reset();
        model_.reset();
    }

    void whatIsNotEditedSavesTheMapInUse() {
        QCOMPARE(titles(model_->map()), titles(shots::questions().map));
        QCOMPARE(model_->counts().changed, 0);
        QCOMPARE(model_->counts().untitled, 2);
    }

    void aTitleIsOneStepForthAndBack() {
        QVERIFY(type("q_7f3a91", u"  Was the seed treated? "_qs));
        QCOMPARE(model_->counts().untitled, 1);
        QCOMPARE(model_->counts().retitled, 1);
        QVERIFY(titles(model_->map()).contains(u"q_7f3a91=Was the seed treated?"_qs));
        model_->undo()->undo();
        QCOMPARE(titles(model_->map()), titles(shots::questions().map));
        model_->undo()->redo();
        QCOMPARE(model_->counts().untitled, 1);
    }

    void thePayloadsOwnTitleStaysItsOwn() {
        QCOMPARE(cell("q_irrig", QuestionsModel::Title).data(NoteRole).toString(), u"from the responses"_qs);
        QVERIFY(type("q_irrig", u"Irrigated"_qs)); // an editor that was opened and left
        QCOMPARE(model_->counts().changed, 0);
        QVERIFY(type("q_irrig", u"Is it irrigated?"_qs));
        QCOMPARE(model_->counts().changed, 1);
    }

    void typesAndShownGoIntoTheMap() {
        QVERIFY(model_->setData(cell("q_phone", QuestionsModel::Type), u"Choice, several"_qs, Qt::EditRole));
        QVERIFY(!model_->setData(cell("q_phone", QuestionsModel::Type), u"Colour"_qs, Qt::EditRole));
        QVERIFY(model_->setData(cell("q_soil", QuestionsModel::Shown), Qt::Unchecked, Qt::CheckStateRole));
        for (const auto& entry : model_->map().entries) {
            if (entry.id == QuestionId("q_phone")) QCOMPARE(*entry.type, QuestionType::Choices);
            if (entry.id == QuestionId("q_soil")) QVERIFY(!entry.shown);
        }
    }

    void rowsMoveAsOneBlockAndBack() {
        const QStringList before = titles(model_->map());
        model_->move({model_->rowOf(QuestionId("q_crop")), model_->rowOf(QuestionId("q_farmer"))}, 0);
        QCOMPARE(model_->map().entries[0].id, QuestionId("q_farmer"));
        QCOMPARE(model_->map().entries[1].id, QuestionId("q_crop"));
        QCOMPARE(model_->map().entries[2].id, QuestionId("q_village"));
        QCOMPARE(model_->map().entries.size(), std::size_t(41)); // an order is of all columns
        model_->undo()->undo();
        QCOMPARE(titles(model_->map()), before);
    }

    void aTypedOrderIsTheNewPlace() {
        QVERIFY(model_->setData(cell("q_village", QuestionsModel::Order), 3, Qt::EditRole));
        QCOMPARE(cell("q_village", QuestionsModel::Order).data().toString(), u"3"_qs);
        QCOMPARE(cell("q_farmer", QuestionsModel::Order).data().toString(), u"1"_qs);
        QVERIFY(model_->setData(cell("q_village", QuestionsModel::Order), 1, Qt::EditRole));
        QCOMPARE(model_->counts().changed, 0);
        QVERIFY(!model_->setData(cell("q_village", QuestionsModel::Order), u"first"_qs, Qt::EditRole));
    }

    void aDragPutsRowsBetweenOthers() {
        QuestionsFilter filter;
        filter.setQuestions(model_.get());
        // Shown: the two without a title, then the others in order.
        const QModelIndex dragged = filter.index(0, QuestionsModel::Order);
        std::unique_ptr<QMimeData> data(filter.mimeData({dragged}));
        QVERIFY(filter.dropMimeData(data.get(), Qt::MoveAction, 4, 0, {})); // before q_phone
        QCOMPARE(cell("q_7f3a91", QuestionsModel::Order).data().toString(), u"3"_qs);
        QCOMPARE(cell("q_phone", QuestionsModel::Order).data().toString(), u"4"_qs);
        QMimeData foreign;
        QVERIFY(!filter.dropMimeData(&foreign, Qt::MoveAction, 1, 0, {}));
    }

    void newerNumbersLeaveWhatIsBeingEdited() {
        QVERIFY(type("q_7f3a91", u"Was the seed treated?"_qs));
        FormQuestions later = shots::questions();
        ++later.questions[0].seen;
        FormQuestion more;
        more.id = QuestionId("q_new");
        more.seen = 1;
        later.questions.push_back(more);
        QSignalSpy changed(model_.get(), &QAbstractItemModel::dataChanged);
        model_->show(later);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().column(),
                 int(QuestionsModel::Seen)); // no open editor begins anew
        QCOMPARE(cell("q_7f3a91", QuestionsModel::Title).data().toString(), u"Was the seed treated?"_qs);
        QCOMPARE(model_->counts().untitled, 2);
        QVERIFY(model_->undo()->canUndo());
    }

    void anotherMapInUseIsShownUnlessOneIsEdited() {
        FormQuestions later = shots::questions();
        later.map.entries[0].title = u"Hamlet"_qs;
        QVERIFY(type("q_7f3a91", u"x"_qs));
        model_->show(later);
        QCOMPARE(cell("q_village", QuestionsModel::Title).data().toString(), u"Village"_qs);
        model_->undo()->undo();
        later.map.entries[0].title = u"Settlement"_qs;
        model_->show(later);
        QCOMPARE(cell("q_village", QuestionsModel::Title).data().toString(), u"Settlement"_qs);
    }

    void savedIsWhatNothingHasChangedOf() {
        QVERIFY(type("q_7f3a91", u"Was the seed treated?"_qs));
        const QuestionMap sent = model_->beginSave();
        QVERIFY(type("q_7f3a92", u"Pest seen"_qs)); // while it is being saved
        model_->saved();
        QCOMPARE(model_->counts().changed, 1);
        QCOMPARE(model_->known().map, sent);
        model_->discard();
        QCOMPARE(cell("q_7f3a92", QuestionsModel::Title).data().toString(), u"No title yet"_qs);
        QCOMPARE(cell("q_7f3a91", QuestionsModel::Title).data().toString(), u"Was the seed treated?"_qs);
    }

    void aDiscardCanBeTakenBack() {
        QVERIFY(type("q_7f3a91", u"One"_qs));
        QVERIFY(type("q_7f3a92", u"Two"_qs));
        model_->discard();
        QCOMPARE(model_->counts().changed, 0);
        model_->undo()->redo();
        model_->undo()->redo();
        QCOMPARE(model_->counts().changed, 2);
    }

    void aVersionIsTakenWhole() {
        const FormQuestions known = shots::questions();
        model_->adopt(u"version 1"_qs, known.versions[1].map, QuestionsModel::Adopt::All);
        QCOMPARE(model_->counts().untitled, 41 - 2 - 1); // two are in it, one has the payload's words
        model_->undo()->undo();
        QCOMPARE(model_->counts().untitled, 2);
    }

    void anImportKeepsWhatItDoesNotSay() {
        QuestionMap map;
        map.entries.resize(2);
        map.entries[0].id = QuestionId("q_crop");
        map.entries[1].id = QuestionId("q_later");
        map.entries[1].title = u"Asked next year"_qs;
        model_->adopt(u"a file"_qs, map, QuestionsModel::Adopt::Order);
        QCOMPARE(model_->map().entries[0].title, u"Main crop"_qs);
        QCOMPARE(*model_->map().entries[0].type, QuestionType::Choice);
        QCOMPARE(model_->map().entries[1].title, u"Asked next year"_qs);
        QCOMPARE(model_->rowCount(), 42);
        model_->undo()->undo();
        QCOMPARE(model_->rowCount(), 41);
        QCOMPARE(model_->rowOf(QuestionId("q_later")), -1);
    }

    void rowsOfIdsArePastedByTheirIds() {
        const auto drafts =
            paste(u"q_7f3a92\tPest seen\tChoice, several\nq_7f3a91\tSeed treated\nq_next\tNew\n"_qs,
                  {{0, 1}, QuestionsModel::Title, {}});
        QVERIFY(drafts);
        QCOMPARE(drafts->size(), std::size_t(3));
        model_->edit(u"pasting"_qs, *drafts);
        QCOMPARE(cell("q_7f3a92", QuestionsModel::Title).data().toString(), u"Pest seen"_qs);
        QCOMPARE(cell("q_7f3a92", QuestionsModel::Type).data().toString(), u"Choice, several"_qs);
        QCOMPARE(cell("q_7f3a91", QuestionsModel::Title).data().toString(), u"Seed treated"_qs);
        QCOMPARE(cell("q_next", QuestionsModel::Title).data().toString(), u"New"_qs);
    }

    void aHeaderSaysWhereTheColumnsStand() {
        const auto drafts = paste(u"Title\tnotes\tQuestion ID\nPest seen\tx\tq_7f3a92"_qs, {{0}, 0, {}});
        QVERIFY(drafts);
        QCOMPARE(drafts->front().entry.id, QuestionId("q_7f3a92"));
        QCOMPARE(drafts->front().entry.title, u"Pest seen"_qs);
    }

    void aColumnOfTitlesFillsDownFromHere() {
        const auto drafts = paste(u"One\n\nThree"_qs, {{5, 3, 0, 7}, QuestionsModel::Title, {}});
        QVERIFY(drafts);
        QCOMPARE(drafts->at(0).entry.id, model_->at(5).known.id);
        QCOMPARE(drafts->at(0).entry.title, u"One"_qs);
        QCOMPARE(drafts->at(1).entry.title, model_->at(3).draft.entry.title); // an empty cell changes nothing
        QCOMPARE(drafts->at(2).entry.title, u"Three"_qs);
    }

    void oneCellGoesIntoAllThatAreSelected() {
        const auto drafts = paste(u"yes/no"_qs, {{0}, QuestionsModel::Type, {0, 1, 2}});
        QVERIFY(drafts);
        QCOMPARE(drafts->size(), std::size_t(3));
        for (const QuestionDraft& draft : *drafts)
            QCOMPARE(*draft.entry.type, QuestionType::YesNo);
    }

    void aWrongCellIsNamedByItsRow_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("says");
        QTest::newRow("type") << u"q_crop\tCrop\tText\nq_soil\tSoil\tColour"_qs << int(QuestionsModel::Title)
                              << u"Row 2 of what was copied: “Colour” is not a type"_qs;
        QTest::newRow("shown") << u"id\tshown\nq_crop\tperhaps"_qs << int(QuestionsModel::Title)
                               << u"Row 2 of what was copied: “perhaps” is not yes or no"_qs;
        QTest::newRow("twice") << u"q_crop\ta\nq_soil\tb\nq_crop\tc"_qs << int(QuestionsModel::Title)
                               << u"Row 3 of what was copied: the id “q_crop” stands in row 1 already"_qs;
        QTest::newRow("no id") << u"q_crop\ta\n\tb"_qs << int(QuestionsModel::Title)
                               << u"Row 2 of what was copied: the question's id is missing"_qs;
        QTest::newRow("too many") << u"a\nb\nc"_qs << int(QuestionsModel::Title) << u"3 rows were copied"_qs;
        QTest::newRow("nothing") << u""_qs << int(QuestionsModel::Title) << u"no text"_qs;
        QTest::newRow("counts") << u"12"_qs << int(QuestionsModel::Seen) << u"come from the responses"_qs;
    }
    void aWrongCellIsNamedByItsRow() {
        QFETCH(QString, text);
        QFETCH(int, column);
        QFETCH(QString, says);
        const auto drafts = paste(text, {{0, 1}, column, {}});
        QVERIFY(!drafts);
        QVERIFY2(drafts.error().what.contains(says), qPrintable(drafts.error().what));
    }

    void untitledOnesComeFirstAndStandStillWhileTheyAreNamed() {
        QuestionsFilter filter;
        filter.setQuestions(model_.get());
        const QStringList before = ids(filter);
        QCOMPARE(before.mid(0, 3), QStringList({u"q_7f3a91"_qs, u"q_7f3a92"_qs, u"q_village"_qs}));
        QVERIFY(type("q_7f3a91", u"Named"_qs));
        QCOMPARE(ids(filter), before);
        (void)model_->beginSave();
        model_->saved();
        QCOMPARE(ids(filter).first(), u"q_7f3a92"_qs);
        QCOMPARE(ids(filter).last(), u"q_7f3a91"_qs);
    }

    void filtersByIdTitleAndAnswer() {
        QuestionsFilter filter;
        filter.setQuestions(model_.get());
        filter.setText(u"armyworm"_qs);
        QCOMPARE(ids(filter), QStringList{u"q_7f3a92"_qs});
        filter.setText(u"AREA SOWN (HA)"_qs);
        QVERIFY(ids(filter).contains(u"q_area_ha"_qs));
        filter.setText({});
        filter.setUntitledOnly(true);
        QCOMPARE(filter.rowCount(), 2);
        QVERIFY(type("q_7f3a91", u"Named"_qs));
        QCOMPARE(filter.rowCount(), 2); // it does not vanish under the hand
    }

    void sortsByAnyColumnAndBack() {
        QuestionsFilter filter;
        filter.setQuestions(model_.get());
        const QStringList useful = ids(filter);
        filter.sort(QuestionsModel::Seen, Qt::AscendingOrder);
        QCOMPARE(ids(filter).first(), u"q_7f3a92"_qs);
        filter.sort(QuestionsModel::Seen, Qt::DescendingOrder);
        QVERIFY(!ids(filter).mid(0, 3).contains(u"q_7f3a92"_qs));
        filter.sort(QuestionsModel::Order, Qt::AscendingOrder);
        QCOMPARE(ids(filter).first(), u"q_village"_qs);
        filter.sort(-1, Qt::AscendingOrder);
        QCOMPARE(ids(filter), useful);
    }

    void anyEditsAreUndoneToTheLast() {
        QRandomGenerator random(5);
        const QStringList before = titles(model_->map());
        std::vector<QStringList> states;
        for (int step = 0; step < 120; ++step) {
            states.push_back(titles(model_->map()));
            const int count = model_->undo()->count();
            const int row = random.bounded(model_->rowCount());
            switch (random.bounded(4)) {
            case 0:
                model_->setData(model_->index(row, QuestionsModel::Title), QString::number(step),
                                Qt::EditRole);
                break;
            case 1: model_->moveTo(row, random.bounded(model_->rowCount())); break;
            case 2: {
                QuestionDraft draft;
                draft.entry.id = QuestionId("added-" + std::to_string(step));
                draft.entry.title = u"added"_qs;
                draft.order = model_->rowCount();
                model_->edit(u"adding"_qs, {draft});
                break;
            }
            default:
                model_->setData(model_->index(row, QuestionsModel::Shown), random.bounded(2) * 2,
                                Qt::CheckStateRole);
            }
            if (model_->undo()->count() == count) states.pop_back(); // nothing changed: no step
        }
        const QStringList after = titles(model_->map());
        for (auto state = states.rbegin(); state != states.rend(); ++state) {
            model_->undo()->undo();
            QCOMPARE(titles(model_->map()), *state);
        }
        QCOMPARE(titles(model_->map()), before);
        while (model_->undo()->canRedo())
            model_->undo()->redo();
        QCOMPARE(titles(model_->map()), after);
    }
};

QTEST_MAIN(TestQuestionsModel)
#include "tst_questions_model.moc"
