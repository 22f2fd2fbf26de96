#include "core/google/drive_files.h"
#include "core/google/sheets_get.h"
#include "core/google/sheets_search_metadata.h"
#include "core/google/sheets_values.h"
#include "core/sheets/locator.h"
#include "core/sheets/verifier.h"
#include "core/sheets/wire.h"
#include "core/sheets/write_builder.h"

#include <QTest>
#include <QUrl>

using namespace rowcast;
using namespace rowcast::sheets;

namespace {

constexpr qsizetype kMost = 8000; // Google answers 414 a little above

qsizetype lengthOf(const google::Call& call) {
    qsizetype length = qsizetype(sizeof "https://sheets.googleapis.com") + call.path.size();
    for (const auto& [name, value] : call.query)
        length += name.size() + value.toPercentEncoding().size() + 2;
    return length;
}

const SpreadsheetId kSheet{std::string(44, 'x')};

SheetView viewOf(const std::string& title) {
    SheetView view;
    view.tabTitle = title;
    view.headerRow = 9'000'000;
    view.gridRows = 10'000'000;
    view.gridColumns = 18'278;
    return view;
}

} // namespace

/// A request whose address Google refuses as too long would block its form for ever.
class TestUrls : public QObject {
    Q_OBJECT
private slots:
    void rangesOfRowsFit_data() {
        QTest::addColumn<QString>("title");
        QTest::newRow("as Google names it") << QStringLiteral("Sheet1");
        QTest::newRow("100 letters") << QString(100, u'W');
        QTest::newRow("100 of three bytes") << QString(100, QChar(0x6F22));
        QTest::newRow("100 quotes") << QString(100, u'\'');
    }
    void rangesOfRowsFit() {
        QFETCH(QString, title);
        const SheetView view = viewOf(title.toStdString());
        std::vector<std::string> ranges{rowRange(view, view.headerRow, view.headerRow)};
        for (std::size_t i = 0; i < view.rangesAtOnce(); ++i) {
            const auto row = static_cast<std::int64_t>(9'000'100 + 20 * i);
            ranges.push_back(rowRange(view, row, row + 1));
        }
        const qsizetype length = lengthOf(google::sheetsGet(kSheet, ranges, viewFields()));
        QVERIFY2(length < kMost, qPrintable(QString::number(length)));
    }
    void readingBackAsksForNoMoreThanThat() {
        SheetBook book;
        book.sheet = kSheet;
        book.view = viewOf(std::string(300, '\xE6'));
        book.view->headerRow = 0;
        auto batch = std::make_shared<Batch>();
        batch->questions = std::make_shared<QuestionList>();
        std::vector<std::uint32_t> rows;
        auto arena = std::make_shared<Arena>();
        IdsRead ids;
        for (std::uint32_t i = 0; i < 300; ++i) {
            Row row;
            row.responseId = arena->copy("id" + std::to_string(i));
            row.arena = arena;
            batch->rows.push_back(row);
            rows.push_back(i);
            ids.ids.resize(20 * i + 20); // far from each other, so that each needs a range of its own
            ids.ids.back() = "id" + std::to_string(i);
        }
        Verifier verifier;
        verifier.start(batch, rows, Verifier::Job::Check);
        static_cast<void>(verifier.next(book));
        verifier.on(ids, book);
        const auto asked = std::get<ReadRows>(verifier.next(book));
        QVERIFY(!asked.ranges.empty());
        QVERIFY(asked.ranges.size() <= book.view->rangesAtOnce());
    }
    void searchesAndValuesFit() {
        google::MetadataLookup lookup;
        lookup.key = kColumnKey;
        lookup.value = columnTag(responseIdQuestion(), kResponseIdTitle);
        QVERIFY(lengthOf(google::sheetsSearchMetadata(kSheet, {200, lookup})) <
                kMost); // they stand in the body
        QVERIFY(lengthOf(google::sheetsValuesByTag(kSheet, {200, lookup}, google::Major::Columns)) < kMost);
        const SheetView view = viewOf(std::string(300, '\xE6'));
        QVERIFY(lengthOf(google::sheetsValuesGet(kSheet, rowRange(view, 9'000'000, -1), google::Major::Rows,
                                                 google::Render::Formatted)) < kMost);
    }
    void aFolderIsListedByAName() {
        google::FileQuery query;
        query.q = "name=" + google::driveQuoted(fileTitle(std::string(100'000, '\'')));
        query.pageToken = std::string(500, 'p');
        QVERIFY(lengthOf(google::driveList(query)) < kMost);
    }
};

QTEST_GUILESS_MAIN(TestUrls)
#include "tst_urls.moc"
