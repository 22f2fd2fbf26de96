#include "core/intake/generator.h"

#include "core/base/hash.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <string_view>

namespace rowcast::intake {

namespace {

constexpr std::size_t kRemembered = 200;
constexpr std::string_view kFiller = "और लिखा हुआ, y más texto, و المزيد 🙂 ";

std::string keyOf(const QJsonObject& object) {
    for (const char* name : {"formId", "form_id", "form"})
        if (const QJsonValue value = object.value(QLatin1String(name)); value.isString())
            return value.toString().toStdString();
    return {};
}

Produced fromDocument(std::string value, const QJsonObject& object) {
    Produced record;
    record.key = keyOf(object);
    record.value = std::move(value);
    return record;
}

} // namespace

Generator::Generator(Plan plan) : plan_(std::move(plan)), dice_(plan_.seed), filledIn_(plan_.forms.size()) {
    Q_ASSERT(!plan_.forms.empty());
}

Produced Generator::next(WallTime submittedAt) {
    if (!recent_.empty() && dice_.chance(plan_.repeated)) {
        Produced again = dice_.pick(recent_);
        again.repeated = true;
        return again;
    }
    if (!recent_.empty() && dice_.chance(plan_.edited)) return edit(submittedAt);
    const std::size_t at = dice_.below(plan_.forms.size());
    const std::int64_t number = filledIn_[at]++;
    if (plan_.newQuestionsAfter > 0 && number > 0 && number % plan_.newQuestionsAfter == 0) growQuestion(at);
    const Form& form = plan_.forms[at];
    std::string id =
        shortHash(form.id.value + '/' + std::to_string(plan_.seed) + '/' + std::to_string(number), 22);
    Produced record;
    record.key = form.id.value;
    record.response = fillIn(form, std::move(id), submittedAt, dice_);
    if (dice_.chance(plan_.broken)) {
        record.broken = dice_.pick(kEveryBroken);
        record.value = brokenValue(*record.broken, record.response, plan_.shape);
        if (record.broken == Broken::NoForm) record.key.clear();
        return record;
    }
    lengthen(record.response);
    record.value = toJson(record.response, plan_.shape);
    remember(record);
    return record;
}

Produced Generator::edit(WallTime submittedAt) {
    const Response& before = dice_.pick(recent_).response;
    const auto form = std::find_if(plan_.forms.begin(), plan_.forms.end(),
                                   [&](const Form& each) { return each.id == before.form; });
    const bool late = dice_.chance(0.2);
    lastEdit_ = std::max({submittedAt, lastEdit_ + Millis{1}, before.submittedAt + Millis{1}});
    Produced record;
    record.key = before.form.value;
    record.response =
        fillIn(*form, before.id, late ? before.submittedAt - std::chrono::hours(24) : lastEdit_, dice_);
    lengthen(record.response);
    record.value = toJson(record.response, plan_.shape);
    if (!late) remember(record);
    return record;
}

void Generator::remember(const Produced& record) {
    if (plan_.repeated <= 0 && plan_.edited <= 0) return;
    recent_.push_back(record);
    if (recent_.size() > kRemembered) recent_.pop_front();
}

void Generator::growQuestion(std::size_t form) {
    Form& grown = plan_.forms[form];
    const std::string number = std::to_string(grown.questions.size() + 1);
    FormQuestion question;
    question.id = QuestionId("new-" + number);
    question.title = QStringLiteral("New question ") + QString::fromStdString(number);
    grown.questions.push_back(std::move(question));
}

/// The first free text grows; a response without one gets none, so that no question appears only for its
/// size.
void Generator::lengthen(Response& response) const {
    if (plan_.size == 0) return;
    const std::size_t now = toJson(response, plan_.shape).size();
    const auto text = std::find_if(response.answers.begin(), response.answers.end(), [](const Answer& each) {
        return each.style == AnswerStyle::LongText || each.style == AnswerStyle::ShortText;
    });
    if (text == response.answers.end() || now >= plan_.size) return;
    std::string& grown = text->values.front();
    const std::size_t wanted = grown.size() + plan_.size - now;
    grown.reserve(wanted + kFiller.size());
    while (grown.size() < wanted)
        grown += kFiller;
}

Result<std::vector<Produced>> recordsIn(const QByteArray& file) {
    std::vector<Produced> records;
    const QJsonDocument whole = QJsonDocument::fromJson(file);
    if (whole.isArray()) {
        const QJsonArray all = whole.array();
        for (const QJsonValue each : all) {
            const QJsonObject object = each.toObject();
            records.push_back(
                fromDocument(QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString(), object));
        }
    } else if (whole.isObject()) {
        records.push_back(fromDocument(file.toStdString(), whole.object()));
    } else {
        for (const QByteArray& line : file.split('\n'))
            if (!line.trimmed().isEmpty())
                records.push_back(fromDocument(line.toStdString(), QJsonDocument::fromJson(line).object()));
    }
    if (records.empty()) return fail(Remedy::FixSettings, QStringLiteral("The file holds no records."));
    return records;
}

} // namespace rowcast::intake
