// Which word decides what becomes of a response that is submitted again, and how its rows are known.
#include "core/transform/transformer.h"
#include "tests/core/transform/payload_text.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::transform;

namespace {

const std::string google = R"({"responseId":"r","lastSubmittedTime":"2026-01-01T00:00:00Z","answers":{)"
                           R"("a":{"questionId":"a","textAnswers":{"answers":[{"value":"VALUE"}]}}}})";

} // namespace

class TestEdits : public QObject {
    Q_OBJECT
private slots:
    void editsAreTheAdminsWordThenTheProfiles();
};

void TestEdits::editsAreTheAdminsWordThenTheProfiles() {
    const auto rowOf = [](const TransformOptions& options, const char* word) {
        const std::string profile =
            R"({"profile":"own","title":"Own","shapes":[{"when":"/responseId"}],"responseId":"/responseId",)"
            R"("formId":"@key")" +
            (word ? R"(,"edits":")" + std::string(word) + '"' : std::string()) + "}";
        ProfileSet profiles;
        profiles.addOwn(parseProfile(profile).value());
        Transformer transformer(profiles, options);
        RecordBatch batch = batchOf(google, "form");
        batch.records[0].offset = 17;
        const Row row = transformer.decode(batch).rows.at(0).row;
        return QStringLiteral("%1 %2")
                   .arg(int(row.edits))
                   .arg(QString::fromUtf8(row.responseId.data(), qsizetype(row.responseId.size()))) +
               (row.ownId ? QString() : QStringLiteral(" alone"));
    };
    const QString updated = QStringLiteral("0 r");
    const QString appended = QStringLiteral("1 r@3@17.0 alone");
    const QString skipped = QStringLiteral("2 r");
    TransformOptions options;
    QCOMPARE(rowOf(options, nullptr), updated);
    QCOMPARE(rowOf(options, "append"), appended);
    QCOMPARE(rowOf(options, "skip"), skipped);
    options.edits = Edits::Update;
    QCOMPARE(rowOf(options, "append"), updated);
    options.formEdits.emplace("form", Edits::Append);
    QCOMPARE(rowOf(options, "skip"), appended);
    QVERIFY(!parseProfile(R"({"profile":"p","title":"P","shapes":[],"edits":"sometimes"})").has_value());
}

QTEST_APPLESS_MAIN(TestEdits)
#include "tst_edits.moc"
