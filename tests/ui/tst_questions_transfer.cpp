#include "tests/ui/questions_rig.h"
#include "ui/dialogs/choices_dialog.h"
#include "ui/panels/questions_transfer.h"

#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>

#include <ctime>

using namespace rowcast;
using ui::QuestionsModel;

/// Maps that come from elsewhere, choices, and thousands of questions.
class TestQuestionsTransfer : public ui::QuestionsRig {
    Q_OBJECT

private slots:
    void initTestCase() { prepareAll(); }
    void init() { prepare(); }
    void cleanup() { clear(); }

    void aFileIsReadByTheProgram() {
        start(shots::untitled());
        auto* transfer = window_->findChild<ui::QuestionsTransfer*>();
        const QString path = settings_.filePath(u"questions.csv"_qs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,title\nq_7f3a91,Seed treated\n");
        file.close();
        program_->other = [](const Query& query) {
            QueryPage page;
            QuestionMap map;
            map.form = std::get<ReadMap>(query.kind).form;
            map.entries.resize(1);
            map.entries[0].id = QuestionId("q_7f3a91");
            map.entries[0].title = u"Seed treated"_qs;
            page.detail = map;
            return page;
        };
        transfer->readFile(path);
        QTRY_COMPARE(cell(0, QuestionsModel::Title), u"Seed treated"_qs);
        QCOMPARE(program_->asked<ReadMap>().at(0).text, QByteArray("id,title\nq_7f3a91,Seed treated\n"));

        program_->other = [](const Query&) {
            QueryPage page;
            page.error = Error{Remedy::FixSettings, u"Line 2: “Colour” is not a type."_qs, {}, {}, {}};
            return page;
        };
        transfer->readFile(path);
        QTRY_VERIFY([this] {
            for (const QLabel* label : window_->findChildren<QLabel*>())
                if (label->isVisible() && label->text() == u"Line 2: “Colour” is not a type.") return true;
            return false;
        }());
        QCOMPARE(cell(0, QuestionsModel::Title), u"Seed treated"_qs);
    }

    void mapsComeFromElsewhereAndGoToFiles() {
        start(shots::untitled());
        auto* transfer = window_->findChild<ui::QuestionsTransfer*>();
        transfer->fromGoogleForm(u"https://docs.google.com/forms/d/abc/edit"_qs);
        QCOMPARE(program_->asked<DefinitionOf>().at(0).link, u"https://docs.google.com/forms/d/abc/edit"_qs);

        QMenu* other = window_->findChild<QMenu*>(QStringLiteral("importFromForm"));
        emit other->aboutToShow();
        QCOMPARE(other->actions().size(), 4); // not the form itself
        other->actions().at(0)->trigger();
        QCOMPARE(program_->asked<QuestionsOf>().back().form, FormId("site-insp-v3"));

        trigger(menuOf("importButton"), "importLabels");
        QTRY_VERIFY([this] {
            const auto previews = program_->asked<PreviewMap>();
            return !previews.empty() &&
                   previews.back().map.entries.size() == 39; // 38, and the one with words of its own
        }());

        program_->other = [](const Query& query) {
            QueryPage page;
            if (std::holds_alternative<WriteMap>(query.kind)) page.detail = QByteArray("id,title\n");
            return page;
        };
        const QString path = settings_.filePath(u"out.json"_qs);
        transfer->writeFile(path);
        QTRY_VERIFY(QFile::exists(path));
        QCOMPARE(program_->asked<WriteMap>().at(0).format, WriteMap::Format::Json);
        QFile written(path);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), QByteArray("id,title\n"));

        QMenu* versions = window_->findChild<QMenu*>(QStringLiteral("savedVersions"));
        emit versions->aboutToShow();
        QCOMPARE(versions->actions().size(), 2);
        versions->actions().at(1)->trigger();
        QVERIFY(find<QLabel>("questionsSentence")->text().startsWith(u"38 of 41"));
    }

    void choicesGetWords() {
        start(shots::untitled());
        table_->setFocus();
        goTo(5, QuestionsModel::Type); // Main crop
        int offered = 0;
        int pasted = 0;
        const auto fill = [&] {
            auto* dialog = qobject_cast<ui::ChoicesDialog*>(QApplication::activeModalWidget());
            if (!dialog) qFatal("no dialog of choices");
            auto* choices = dialog->findChild<QTableView*>(QStringLiteral("choicesTable"));
            offered = choices->model()->rowCount();
            dialog->activateWindow();
            choices->setFocus();
            if (!QTest::qWaitFor([choices] { return QApplication::focusWidget() == choices; }))
                qFatal("the choices cannot be typed into");
            QApplication::clipboard()->setText(u"c_soy\tSoybean\nकपास\tCotton"_qs);
            QTest::keyClick(choices, Qt::Key_V, Qt::ControlModifier);
            pasted = choices->model()->rowCount();
            dialog->findChild<QRadioButton*>(QStringLiteral("splitChoice"))->setChecked(true);
            dialog->accept();
        };
        QMetaObject::invokeMethod(window_.get(), fill, Qt::QueuedConnection);
        QTest::keyClick(table_, Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(offered, 3); // the samples, to begin with
        QCOMPARE(pasted, 4);
        QTest::mouseClick(find<QPushButton>("saveButton"), Qt::LeftButton);
        for (const auto& entry : std::get<SaveMap>(program_->sent(0).kind).map.entries) {
            if (entry.id != QuestionId("q_crop")) continue;
            QVERIFY(entry.split);
            QCOMPARE(entry.choices.size(), std::size_t(2));
        }
    }

    /// What a person does with 5,000 questions, each deed timed with all that follows from it.
    void thousandsStayFluid() {
        program_->known = shots::manyQuestions(5000);
        start(shots::untitled());
        double longest = 0;
        const auto timed = [&longest](const char* what, auto deed) {
            const std::clock_t begin = std::clock(); // of this process: other ones must not count
            deed();
            QApplication::processEvents();
            const double ms = 1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC;
            qInfo("%s: %.1f ms", what, ms);
            longest = std::max(longest, ms);
        };
        table_->setFocus();
        timed("typing a title", [this] {
            table_->model()->setData(table_->model()->index(0, QuestionsModel::Title), u"Seed treated"_qs);
        });
        timed("moving a row", [this] { QTest::keyClick(table_, Qt::Key_Up, Qt::AltModifier); });
        timed("filtering", [this] { QTest::keyClick(find<QLineEdit>("questionsFilter"), Qt::Key_7); });
        timed("all again", [this] { find<QLineEdit>("questionsFilter")->clear(); });
        timed("sorting", [this] { table_->sortByColumn(QuestionsModel::Seen, Qt::AscendingOrder); });
        timed("sorting by title",
              [this] { table_->sortByColumn(QuestionsModel::Title, Qt::AscendingOrder); });
        timed("to the end", [this] { table_->scrollToBottom(); });
        QString many;
        for (const auto& question : program_->known.questions)
            many += question.id.text() + u"\tNamed "_qs + question.id.text() + u'\n';
        QApplication::clipboard()->setText(many);
        timed("pasting all", [this] { QTest::keyClick(table_, Qt::Key_V, Qt::ControlModifier); });
        timed("undoing it", [this] { QTest::keyClick(table_, Qt::Key_Z, Qt::ControlModifier); });
        timed("newer numbers", [this] {
            for (FormQuestion& question : program_->known.questions)
                ++question.seen;
            QTest::keyClick(table_, Qt::Key_F5);
        });
        timed("a status", [this] { window_->show(shots::untitled()); });
        QVERIFY2(longest <= 100, "the window stood still"); // 50 without the tests' build and a slow machine
    }
};

QTEST_MAIN(TestQuestionsTransfer)
#include "tst_questions_transfer.moc"
