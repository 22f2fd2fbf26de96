#include "tests/shots/question_fixtures.h"

#include "tests/shots/fixtures.h"

#include <algorithm>
#include <unordered_map>

namespace rowcast::shots {

namespace {
struct Drawn {
    const char* id;
    const char* title;
    QuestionType type;
    int seen;
    const char* samples;
};

constexpr Drawn drawn[] = {
    {"q_village", "Village", QuestionType::Text, 12021, "Wardha|खेड शिवापुर|கோவில்பட்டி"},
    {"q_farmer", "Farmer’s name", QuestionType::Text, 12021, "Sunita Pawar|मोहन लाल|முருகன்"},
    {"q_phone", "Mobile number", QuestionType::Text, 11964, "098220 41177|+91 94433 10982"},
    {"q_crop", "Main crop", QuestionType::Choice, 12021, "Soybean|कपास|நெல்"},
    {"q_area_ha", "Area sown (ha)", QuestionType::Number, 12019, "1.20|0.85|3.00"},
    {"q_sown_on", "Sown on", QuestionType::Date, 12002, "14 Jun 2026|02 Jul 2026"},
    {"q_irrig", "Irrigated", QuestionType::YesNo, 11870, "हाँ|No"},
    {"q_soil", "Soil type", QuestionType::Choice, 11402, "Black cotton|लाल मिट्टी|Sandy loam"},
};

FormQuestion question(const Drawn& from) {
    FormQuestion out;
    out.id = QuestionId(from.id);
    out.title = QString::fromUtf8(from.title);
    out.type = from.type;
    out.seen = from.seen;
    out.samples = QString::fromUtf8(from.samples).split(u'|');
    return out;
}

void add(FormQuestions& to, const FormQuestion& question, bool mapped) {
    to.questions.push_back(question);
    if (!mapped) return;
    to.questions.back().source = TitleSource::Map;
    QuestionMap::Entry entry;
    entry.id = question.id;
    entry.title = question.title;
    entry.type = question.type;
    to.map.entries.push_back(entry);
}

QueryPage preview(std::uint64_t id, const QuestionMap& map, const FormQuestions& known) {
    QueryPage page;
    page.id = id;
    page.firstRow = 12019;
    page.header = {QStringLiteral("Submitted at"), QStringLiteral("Response ID")};
    page.rows = {{QStringLiteral("23 Nov 2026 14:11:57"), QStringLiteral("r-9f21b1")},
                 {QStringLiteral("23 Nov 2026 14:11:59"), QStringLiteral("r-9f21b7")},
                 {QStringLiteral("23 Nov 2026 14:12:02"), QStringLiteral("r-9f21be")},
                 {QStringLiteral("23 Nov 2026 14:12:04"), QStringLiteral("r-9f21c4")}};
    std::unordered_map<QuestionId, const QuestionMap::Entry*> entries;
    for (const QuestionMap::Entry& entry : map.entries)
        entries[entry.id] = &entry;
    for (const FormQuestion& question : known.questions) {
        const auto entry = entries.find(question.id);
        if (entry != entries.end() && !entry->second->shown) continue;
        const QString mapped = entry == entries.end() ? QString() : entry->second->title;
        page.header.push_back(!mapped.isEmpty()           ? mapped
                              : !question.label.isEmpty() ? question.label
                                                          : question.id.text());
        for (std::size_t row = 0; row < page.rows.size(); ++row)
            page.rows[row].push_back(question.samples.value(static_cast<qsizetype>(row) %
                                                            std::max<qsizetype>(1, question.samples.size())));
    }
    return page;
}
} // namespace

FormQuestions questions() {
    FormQuestions out;
    out.map.form = FormId("crop-kharif-26");
    out.responses = 12021;
    for (const Drawn& each : drawn)
        add(out, question(each), true);
    for (int more = 9; more < 40; ++more) {
        FormQuestion further = question(drawn[more % 8]);
        further.id = QuestionId("q_more_" + std::to_string(more));
        further.title = QStringLiteral("%1 (%2)").arg(further.title).arg(more);
        further.seen -= more * 40;
        add(out, further, true);
    }
    add(out, question({"q_7f3a91", "", QuestionType::YesNo, 1204, "हाँ|नहीं|இல்லை|yes"}), false);
    add(out, question({"q_7f3a92", "", QuestionType::Choices, 1198, "Fall armyworm|माहू|None"}), false);
    out.questions[6].source = TitleSource::Label;
    out.questions[6].label = out.questions[6].title;
    out.map.entries.erase(out.map.entries.begin() + 6);
    out.definition = {out.map.form, {}, {{out.questions[6].id, out.questions[6].label}}};
    out.versions = {{2, WallTime(Millis(1'795'000'000'000)), out.map},
                    {1, WallTime(Millis(1'794'000'000'000)), {}}};
    out.versions[1].map.form = out.map.form;
    out.versions[1].map.entries = {out.map.entries[0], out.map.entries[1]};
    return out;
}

FormQuestions manyQuestions(int count) {
    FormQuestions out;
    out.map.form = FormId("crop-kharif-26");
    for (int at = 0; at < count; ++at) {
        FormQuestion each = question(drawn[at % 8]);
        each.id = QuestionId("q_" + std::to_string(100000 + at));
        each.title = QStringLiteral("%1, plot %2").arg(each.title).arg(at + 1);
        each.seen = 12021 - at;
        const bool titled = at % 10 != 9;
        if (!titled) each.title.clear();
        add(out, each, titled);
    }
    return out;
}

ActivityList activity(const QString& text) {
    const WallTime at = full().at;
    const FormId crops("crop-kharif-26");
    const auto ago = [at](int minutes) { return at - std::chrono::minutes(minutes); };
    const auto u = [](const char* sentence) { return QString::fromUtf8(sentence); };
    const ActivityList all{
        {ago(2),
         u("map"),
         crops,
         u("The question map of form “crop-kharif-26” was saved with 40 questions."),
         {}},
        {ago(145),
         u("form"),
         crops,
         u("Question “q_7f3a92” of form “Crop survey – Kharif 2026” is new."),
         {}},
        {ago(145),
         u("form"),
         crops,
         u("Question “q_7f3a91” of form “Crop survey – Kharif 2026” is new."),
         {}},
        {ago(600), u("problem"), {}, u("Over: Kafka does not answer at kafka-1.example.org:9092."), {}},
        {ago(612),
         u("problem"),
         {},
         u("Kafka does not answer at kafka-1.example.org:9092."),
         u("timed out after 30 s")},
        {ago(1500), u("profile"), {}, u("Profile “visits” was saved, version 2."), {}},
        {ago(1502),
         u("form"),
         FormId("site"),
         u("Question “What did the inspector find at the site, and who was told of it on the same day?” of "
           "form “Site inspection” has answers with several choices now."),
         {}},
        {ago(4400),
         u("start"),
         {},
         u("Delivery started with topics ^forms\\..* of kafka-1.example.org:9092 as group rowcast."),
         {}}};
    ActivityList found;
    for (const ActivityNote& note : all)
        if (note.what.contains(text, Qt::CaseInsensitive)) found.push_back(note);
    return found;
}

QueryPage answer(const Query& query, const FormQuestions& known) {
    QueryPage page;
    page.id = query.id;
    if (std::holds_alternative<QuestionsOf>(query.kind)) page.detail = known;
    if (const auto* wanted = std::get_if<PreviewMap>(&query.kind))
        return preview(query.id, wanted->map, known);
    if (std::holds_alternative<SheetRows>(query.kind)) return sheetPage(query.id);
    if (const auto* wanted = std::get_if<ActivityOf>(&query.kind))
        page.detail = known.questions.empty() ? ActivityList() : activity(wanted->text);
    return page;
}

Status untitled() {
    Status status = full();
    status.forms[0].untitled = 2;
    return status;
}

} // namespace rowcast::shots
