// A profile file for an object that no profile knows.
#include "core/transform/profile_set.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
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
/// What stands beside an answer and is none.
constexpr std::array saysNothing{"type", "questionType", "required", "ref", "order", "index", "position"};

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
    QJsonArray said{text(*id), text(*value)};
    if (const auto label = named(first, labelNames, [](Element each) { return each.is_string(); })) {
        source.insert(QStringLiteral("label"), text(token(*label)));
        said.append(text(*label));
    }
    for (const char* name : saysNothing)
        said.append(QLatin1String(name));
    const QJsonObject answered{
        {QStringLiteral("when"),
         QJsonObject{{QStringLiteral("at"), QString()}, {QStringLiteral("is"), QStringLiteral("object")}}},
        {QStringLiteral("value"), text(token(*value))},
        {QStringLiteral("also"), QStringLiteral("*")},
        {QStringLiteral("said"), said}};
    source.insert(QStringLiteral("rules"), QJsonArray{answered, QJsonObject()});
    return source;
}

/// "/meta/formId" as the flat source names it: "meta[formId]".
QString answerName(const std::string& path) {
    const std::size_t slash = path.find('/', 1);
    if (slash == std::string::npos) return text(path.substr(1));
    return text(path.substr(1, slash - 1) + "[" + path.substr(slash + 1) + "]");
}

/// What the profile says of one response.
class Guess {
public:
    explicit Guess(Element response) : response_(response), root_(asObject(response)) {}

    QJsonObject profile() {
        const auto form = pathTo(root_, formNames, isId);
        const auto response = pathTo(root_, responseNames, isId);
        const auto time = pathTo(root_, timeNames, [](Element value) {
            std::string_view written;
            return value.is_int64() || (value.get(written) == simdjson::SUCCESS && parseIso(written));
        });
        for (const auto& path : {form, response, time})
            if (path) use(*path);
        QJsonObject out;
        if (form)
            out.insert(QStringLiteral("formId"), QJsonArray{text(*form)});
        else
            out.insert(QStringLiteral("formId"),
                       QJsonArray{QStringLiteral("@header:form-id"), QStringLiteral("@key")});
        if (response) out.insert(QStringLiteral("responseId"), QJsonArray{text(*response)});
        if (time) out.insert(QStringLiteral("submittedAt"), QJsonArray{submittedAt(*time)});
        out.insert(QStringLiteral("answers"), answers());
        return out;
    }
    /// What tells such a response from others.
    [[nodiscard]] const std::vector<std::string>& needs() const { return needs_; }

private:
    void use(const std::string& path) {
        needs_.push_back(path);
        exclude_.append(answerName(path));
    }
    [[nodiscard]] QJsonObject submittedAt(const std::string& path) const {
        Element at;
        (void)JsonPath::parse(path)->first(response_, at);
        const bool millis = at.is_int64() && at.get_int64().value_unsafe() > 100'000'000'000;
        const char* format = !at.is_int64() ? "rfc3339" : millis ? "epoch_ms" : "epoch_s";
        return {{QStringLiteral("at"), text(path)}, {QStringLiteral("format"), QLatin1String(format)}};
    }
    QJsonArray answers() {
        QJsonArray out;
        if (const auto list = answerList(root_)) {
            const QString in = list->value(QStringLiteral("in")).toString();
            out.append(*list);
            needs_.push_back(in.toStdString() + "/0");
            exclude_.append(in.mid(1));
        }
        out.append(QJsonObject{{QStringLiteral("as"), QStringLiteral("flat")},
                               {QStringLiteral("exclude"), exclude_}});
        return out;
    }

    Element response_;
    dom::object root_;
    std::vector<std::string> needs_;
    QJsonArray exclude_;
};

/// The object itself, or the first one of a list of nothing else.
std::optional<Element> responseIn(Element document) {
    Element response = document;
    if (document.is_array()) {
        const dom::array list = asArray(document);
        if (list.size() == 0 ||
            !std::all_of(list.begin(), list.end(), [](Element each) { return each.is_object(); }))
            return {};
        response = list.at(0).value_unsafe();
    }
    if (!response.is_object() || asObject(response).size() == 0) return {};
    return response;
}

QJsonArray noObjects() {
    return {QStringLiteral("string"), QStringLiteral("number"), QStringLiteral("boolean"),
            QStringLiteral("array"), QStringLiteral("null")};
}

} // namespace

std::optional<Guesses> guessProfile(Element document, std::string_view topic) {
    const auto response = responseIn(document);
    if (!response) return {};
    const bool list = document.is_array();
    const std::string start = list ? "/0" : "";
    Guess guess(*response);
    QJsonObject reads = guess.profile();
    QJsonArray when{QJsonObject{{QStringLiteral("at"), QString()},
                                {QStringLiteral("is"), QLatin1String(list ? "array" : "object")}}};
    if (list)
        when.append(QJsonObject{{QStringLiteral("at"), QStringLiteral("/*")},
                                {QStringLiteral("is"), noObjects()},
                                {QStringLiteral("absent"), true}});
    QJsonArray whenSame = when;
    for (const std::string& path : guess.needs())
        when.append(text(start + path));
    for (const auto field : asObject(*response))
        whenSame.append(text(start + token(field.key)));
    QJsonObject shape{{QStringLiteral("when"), when}};
    if (list) shape.insert(QStringLiteral("responses"), QStringLiteral("/*"));
    const auto finished = [&](QJsonObject profile, const QJsonObject& only) {
        profile.insert(QStringLiteral("profile"), QStringLiteral("generic"));
        profile.insert(QStringLiteral("title"),
                       QStringLiteral("Topic “%1”")
                           .arg(QString::fromUtf8(topic.data(), static_cast<qsizetype>(topic.size()))));
        profile.insert(QStringLiteral("topics"), QJsonArray{text(std::string(topic))});
        profile.insert(QStringLiteral("last"), true);
        profile.insert(QStringLiteral("shapes"), QJsonArray{only});
        return QJsonDocument(profile).toJson().toStdString();
    };
    return Guesses{finished(reads, shape),
                   finished({}, {{QStringLiteral("when"), whenSame},
                                 {QStringLiteral("kind"), QStringLiteral("ignored")}})};
}

std::string withName(const std::string& profile, const std::string& name) {
    QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(profile)).object();
    object.insert(QStringLiteral("profile"), text(name));
    return QJsonDocument(object).toJson().toStdString();
}

} // namespace rowcast::transform
