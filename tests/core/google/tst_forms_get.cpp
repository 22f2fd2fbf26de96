// A Google form's definition as a question map.
#include "core/google/endpoints.h"
#include "core/google/forms_get.h"

#include <QTest>

using namespace rowcast;
using namespace rowcast::google;

class TestFormsGet : public QObject {
    Q_OBJECT
private slots:
    void asksForTheFormOfALink();
    void readsEveryKindOfQuestion();
    void aBodyThatIsNoFormIsAFailure();
};

void TestFormsGet::asksForTheFormOfALink() {
    const auto urlOf = [](const char* form) {
        return Endpoints::from({})->url(formsGet(QString::fromUtf8(form))).toString();
    };
    const QString wanted = QStringLiteral("https://forms.googleapis.com/v1/forms/1aB_c-D");
    QCOMPARE(urlOf("1aB_c-D"), wanted);
    QCOMPARE(urlOf("https://docs.google.com/forms/d/1aB_c-D/edit#responses"), wanted);
    QCOMPARE(urlOf("https://docs.google.com/forms/u/0/d/1aB_c-D/edit"), wanted);
    const Endpoints local = *Endpoints::from(QUrl(QStringLiteral("http://127.0.0.1:9")));
    QCOMPARE(local.url(formsGet(QStringLiteral("x"))), QUrl(QStringLiteral("http://127.0.0.1:9/v1/forms/x")));
}

void TestFormsGet::readsEveryKindOfQuestion() {
    const QByteArray question = R"("questionItem":{"question":{"questionId":"ID",KIND}})";
    QByteArray items;
    const std::vector<std::pair<const char*, const char*>> kinds{
        {"text", R"("textQuestion":{"paragraph":true})"},
        {"choice", R"("choiceQuestion":{"type":"DROP_DOWN","options":[{"value":"A"}]})"},
        {"choices", R"("choiceQuestion":{"type":"CHECKBOX","options":[{"value":"A"}]})"},
        {"scale", R"("scaleQuestion":{"low":1,"high":5})"},
        {"date", R"("dateQuestion":{"includeYear":true})"},
        {"date-time", R"("dateQuestion":{"includeYear":true,"includeTime":true})"},
        {"birthday", R"("dateQuestion":{})"},
        {"time", R"("timeQuestion":{})"},
        {"duration", R"("timeQuestion":{"duration":true})"},
        {"file", R"("fileUploadQuestion":{"folderId":"f"})"}};
    for (std::size_t i = 0; i < kinds.size(); ++i)
        items += QByteArray(R"({"itemId":"i","title":" About\nID ",)") + question + "},";
    for (const auto& [id, kind] : kinds) {
        items.replace(items.indexOf("ID"), 2, id);
        items.replace(items.indexOf("\"ID\""), 4, QByteArray("\"") + id + "\"");
        items.replace(items.indexOf("KIND"), 4, kind);
    }
    const QByteArray body =
        R"({"formId":"f","info":{"title":"Our visit"},"items":[)" + items +
        R"({"title":"Rate","questionGroupItem":{"questions":[{"questionId":"g1","rowQuestion":{"title":"Food"}}],)"
        R"("grid":{"columns":{"type":"CHECKBOX"}}}},{"title":"A heading","textItem":{}}]})";
    const auto map = parseFormsGet({body, {}, 200});
    QVERIFY(map);
    QCOMPARE(map->formTitle, QStringLiteral("Our visit"));
    const std::vector<QuestionType> types{QuestionType::Text,   QuestionType::Choice, QuestionType::Choices,
                                          QuestionType::Number, QuestionType::Date,   QuestionType::DateTime,
                                          QuestionType::Text,   QuestionType::Time,   QuestionType::Duration,
                                          QuestionType::File,   QuestionType::Choices};
    QCOMPARE(map->entries.size(), types.size());
    for (std::size_t i = 0; i < types.size(); ++i)
        QVERIFY2(map->entries[i].type == types[i], map->entries[i].id.value.c_str());
    QCOMPARE(map->entries[0].id, QuestionId("text"));
    QCOMPARE(map->entries[0].title, QStringLiteral("About text"));
    QCOMPARE(map->entries.back().id, QuestionId("g1"));
    QCOMPARE(map->entries.back().title, QStringLiteral("Rate [Food]"));
}

void TestFormsGet::aBodyThatIsNoFormIsAFailure() {
    QVERIFY(!parseFormsGet({"<html>", {}, 200}));
}

QTEST_GUILESS_MAIN(TestFormsGet)
#include "tst_forms_get.moc"
