// A profile file for an object that no profile knows.
#include "core/transform/profile_set.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace rowcast::transform {

namespace {

namespace dom = simdjson::dom;

/// Names as people write them, compared without case and signs; the first in the list that stands there wins.
constexpr std::array formNames{"formid", "form", "surveyid", "survey", "questionnaireid", "formname"};
constexpr std::array responseNames{"responseid", "submissionid", "entryid", "answerid",
                                   "uuid",       "instanceid",   "id"};
constexpr std::array timeNames{"submittedat", "submissiontime", "submitted", "timestamp", "createdat",
                               "datecreated", "createtime",     "time",      "date"};
constexpr std::array listNames{"answers", "responses", "fields", "questions", "submission", "data"};
constexpr std::array questionNames{"questionid", "id", "key", "fieldid", "question", "name"};
constexpr std::array labelNames{"question", "label", "title", "name", "text"};
constexpr std::array valueNames{"answer", "value", "response", "answers", "values"};

std::string plain(std::string_view key) {
    std::string out;
    for (const char c : key) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
    }
    return out;
}

/// The JSON Pointer's token for the key, with its slash.
std::string token(std::string_view key) {
    std::string out(1, '/');
    for (const char c : key) {
        if (c == '~' || c == '/')
            out.append(c == '~' ? "~0" : "~1");
        else
            out += c;
    }
    return out;
}

bool isId(Element element) {
    return element.is_string() || element.is_int64() || element.is_uint64();
}

template <std::size_t Size, class Fits>
std::optional<std::string> named(dom::object object, const std::array<const char*, Size>& names, Fits fits) {
    for (const char* name : names)
        for (const auto field : object)
            if (plain(field.key) == name && fits(field.value)) return std::string(field.key);
    return {};
}

/// Looks in the object and then in the objects that it holds, one level down.
template <std::size_t Size, class Fits>
std::optional<std::string> pathTo(dom::object root, const std::array<const char*, Size>& names, Fits fits) {
    if (const auto key = named(root, names, fits)) return token(*key);
    for (const auto field : root) {
        if (!field.value.is_object()) continue;
        if (const auto key = named(asObject(field.value), names, fits))
            return token(field.key).append(token(*key));
    }
    return {};
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

/// An array of objects that each hold a question and an answer.
std::optional<QJsonObject> answerList(dom::object root) {
    const auto list = named(root, listNames, [](Element value) {
        return value.is_array() && asArray(value).size() > 0 &&
               asArray(value).at(0).value_unsafe().is_object();
    });
    if (!list) return {};
    const dom::object first = asArray(root[*list]).at(0).get_object().value_unsafe();
    const auto id = named(first, questionNames, isId);
    const auto value = named(first, valueNames, [](Element) { return true; });
    if (!id || !value) return {};
    QJsonObject source{{QStringLiteral("as"), QStringLiteral("array")},
                       {QStringLiteral("in"), text(token(*list))},
                       {QStringLiteral("id"), text(token(*id))}};
    if (const auto label = named(first, labelNames, [](Element each) { return each.is_string(); }))
        source.insert(QStringLiteral("label"), text(token(*label)));
    source.insert(QStringLiteral("rules"),
                  QJsonArray{QJsonObject{{QStringLiteral("value"), text(token(*value))}}});
    return source;
}

/// "/meta/formId" as the flat source names it: "meta[formId]".
QString answerName(const std::string& path) {
    const std::size_t slash = path.find('/', 1);
    if (slash == std::string::npos) return text(path.substr(1));
    return text(path.substr(1, slash - 1) + "[" + path.substr(slash + 1) + "]");
}

} // namespace

std::optional<std::string> guessProfile(Element document) {
    dom::object root;
    if (document.get(root) != simdjson::SUCCESS || root.size() == 0) return {};
    const auto form = pathTo(root, formNames, isId);
    const auto response = pathTo(root, responseNames, isId);
    const auto time = pathTo(root, timeNames, [](Element value) {
        std::string_view written;
        return value.is_int64() || (value.get(written) == simdjson::SUCCESS && parseIso(written));
    });
    QJsonObject profile{{QStringLiteral("profile"), QStringLiteral("generic")},
                        {QStringLiteral("title"), QStringLiteral("Any JSON object")}};
    QJsonArray when{
        QJsonObject{{QStringLiteral("at"), QString()}, {QStringLiteral("is"), QStringLiteral("object")}}};
    QJsonArray exclude;
    const auto use = [&](const std::optional<std::string>& path) {
        if (!path) return;
        when.append(text(*path));
        exclude.append(answerName(*path));
    };
    use(form);
    use(response);
    use(time);
    profile.insert(QStringLiteral("formId"),
                   form ? QJsonArray{text(*form)} : QJsonArray{QStringLiteral("@key")});
    if (response) profile.insert(QStringLiteral("responseId"), QJsonArray{text(*response)});
    if (time) {
        Element at;
        (void)JsonPath::parse(*time)->first(document, at);
        const bool millis = at.is_int64() && at.get_int64().value_unsafe() > 100'000'000'000;
        const char* format = !at.is_int64() ? "rfc3339" : millis ? "epoch_ms" : "epoch_s";
        profile.insert(QStringLiteral("submittedAt"),
                       QJsonArray{QJsonObject{{QStringLiteral("at"), text(*time)},
                                              {QStringLiteral("format"), QLatin1String(format)}}});
    }
    QJsonArray answers;
    if (const auto list = answerList(root)) {
        answers.append(*list);
        exclude.append(list->value(QStringLiteral("in")).toString().mid(1));
        when.append(QJsonObject{{QStringLiteral("at"), list->value(QStringLiteral("in"))},
                                {QStringLiteral("is"), QStringLiteral("array")}});
    }
    answers.append(
        QJsonObject{{QStringLiteral("as"), QStringLiteral("flat")}, {QStringLiteral("exclude"), exclude}});
    profile.insert(QStringLiteral("answers"), answers);
    profile.insert(QStringLiteral("shapes"), QJsonArray{QJsonObject{{QStringLiteral("when"), when}}});
    return QJsonDocument(profile).toJson().toStdString();
}

} // namespace rowcast::transform
