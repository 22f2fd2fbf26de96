// CSV  = rows of id, title, type, shown, split, choices (all but two may be missing), separated by comma,
// semicolon or tab,
//        quoted as in RFC 4180. A first row that names a column "id" gives the order of columns.
//        type = text | number | yes/no | date | date-time | time | duration | choice | choices | file |
//        location | link; empty: as the payload says. shown = yes | no; empty: yes. split = yes | no;
//        empty: no. choices = a = Red | b = Green
// JSON = { id: title, … } | [ entry, … ] | { "title": form title, "questions": [ entry, … ] }
//        entry = { "id", "title"?, "type"?, "shown"?, "split"?, "choices"?: { id: label } | [ { "id", "label"
//        } ] }
#include "core/transform/question_map_file.h"

#include "core/transform/positioned_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <optional>
#include <set>

namespace rowcast::transform {

namespace {

constexpr std::array<const char*, 12> typeNames{"text",     "number", "yes/no",  "date", "date-time", "time",
                                                "duration", "choice", "choices", "file", "location",  "link"};

tl::unexpected<Error> wrong(const QString& where, const QString& what) {
    return fail(Remedy::FixSettings, QStringLiteral("%1: %2.").arg(where, what),
                QStringLiteral("nothing of the file was used"));
}

/// Collects entries; the first error wins.
class MapBuilder {
public:
    explicit MapBuilder(const FormId& form) { map_.form = form; }

    struct Parts {
        QString id, title, type, shown, split;
        std::vector<QuestionMap::ChoiceLabel> choices;
    };
    Result<> add(const QString& where, Parts parts) {
        QuestionMap::Entry entry;
        entry.id = QuestionId(parts.id.trimmed().toStdString());
        entry.title = parts.title.trimmed();
        entry.choices = std::move(parts.choices);
        if (entry.id.empty()) return wrong(where, QStringLiteral("the question's id is missing"));
        if (!ids_.insert(entry.id.value).second)
            return wrong(where,
                         QStringLiteral("the id “%1” stands in the file already").arg(parts.id.trimmed()));
        const QString name = parts.type.trimmed().toLower();
        entry.type = questionTypeFrom(name);
        if (!name.isEmpty() && !entry.type)
            return wrong(where, QStringLiteral("“%1” is not a type; types are %2")
                                    .arg(parts.type.trimmed(), questionTypeWords()));
        for (const auto& [text, into] :
             {std::pair(parts.shown, &entry.shown), std::pair(parts.split, &entry.split)}) {
            const QString word = text.trimmed().toLower();
            const bool no = word == u"no" || word == u"false" || word == u"0";
            const bool yes = word == u"yes" || word == u"true" || word == u"1";
            if (!no && !yes && !word.isEmpty())
                return wrong(where, QStringLiteral("“%1” is not yes or no").arg(text.trimmed()));
            if (no || yes) *into = yes;
        }
        map_.entries.push_back(std::move(entry));
        return {};
    }
    void setTitle(const QString& title) { map_.formTitle = title; }
    Result<QuestionMap> finished() {
        if (map_.entries.empty())
            return fail(Remedy::FixSettings, QStringLiteral("The file names no question."));
        return std::move(map_);
    }

private:
    QuestionMap map_;
    std::set<std::string> ids_;
};

/// RFC 4180, with the line on which each row begins.
class CsvReader {
public:
    CsvReader(const QString& text, QChar separator) : text_(text), separator_(separator) {}

    [[nodiscard]] bool atEnd() const { return at_ >= text_.size(); }
    [[nodiscard]] int line() const { return rowLine_; }

    Result<QStringList> row() {
        rowLine_ = line_;
        QStringList cells{QString()};
        bool quoted = false;
        for (; at_ < text_.size(); ++at_) {
            const QChar c = text_[at_];
            if (c == u'\n') ++line_;
            if (quoted) {
                if (c != u'"')
                    cells.back() += c;
                else if (at_ + 1 < text_.size() && text_[at_ + 1] == u'"')
                    cells.back() += text_[++at_];
                else
                    quoted = false;
            } else if (c == u'"' && cells.back().isEmpty()) {
                quoted = true;
            } else if (c == separator_) {
                cells << QString();
            } else if (c == u'\n') {
                ++at_;
                return cells;
            } else if (c != u'\r') {
                cells.back() += c;
            }
        }
        if (quoted)
            return wrong(QStringLiteral("Line %1").arg(rowLine_),
                         QStringLiteral("a quotation mark is not closed"));
        return cells;
    }

private:
    const QString& text_;
    QChar separator_;
    qsizetype at_ = 0;
    int line_ = 1;
    int rowLine_ = 1;
};

QChar separatorOf(const QString& firstLine) {
    for (const char16_t each : {u'\t', u';', u','})
        if (firstLine.contains(QChar(each))) return QChar(each);
    return u',';
}

/// Where the columns stand, by the header; without one in the usual order.
struct Columns {
    std::array<qsizetype, 6> place{0, 1, 2, 3, 4, 5};

    static std::optional<Columns> from(const QStringList& header) {
        static constexpr std::array<const char*, 6> names{"id", "title", "type", "shown", "split", "choices"};
        Columns columns;
        for (std::size_t i = 0; i < names.size(); ++i) {
            columns.place[i] = -1;
            for (qsizetype cell = 0; cell < header.size(); ++cell)
                if (header[cell].trimmed().compare(QLatin1String(names[i]), Qt::CaseInsensitive) == 0)
                    columns.place[i] = cell;
        }
        if (columns.place[0] < 0) return {};
        return columns;
    }
    [[nodiscard]] QString cell(const QStringList& cells, std::size_t column) const {
        return place[column] >= 0 ? cells.value(place[column]) : QString();
    }
};

/// "a = Red | b = Green"
std::vector<QuestionMap::ChoiceLabel> choicesFrom(const QString& cell) {
    std::vector<QuestionMap::ChoiceLabel> out;
    const QStringList parts = cell.split(u'|', Qt::SkipEmptyParts);
    for (const QString& part : parts)
        out.push_back({part.section(u'=', 0, 0).trimmed(), part.section(u'=', 1).trimmed()});
    return out;
}

QString choicesCell(const QuestionMap::Entry& entry) {
    QStringList parts;
    for (const QuestionMap::ChoiceLabel& choice : entry.choices)
        parts << choice.id + QStringLiteral(" = ") + choice.label;
    return parts.join(QStringLiteral(" | "));
}

Result<QuestionMap> fromCsv(const FormId& form, const QString& text) {
    MapBuilder builder(form);
    CsvReader reader(text, separatorOf(text.section(u'\n', 0, 0)));
    std::optional<Columns> columns;
    while (!reader.atEnd()) {
        const auto cells = reader.row();
        if (!cells) return fail(cells.error());
        if (cells->join(QString()).trimmed().isEmpty()) continue;
        if (!columns) {
            columns = Columns::from(*cells);
            if (columns) continue;
            columns = Columns();
        }
        const auto added = builder.add(QStringLiteral("Line %1").arg(reader.line()),
                                       {columns->cell(*cells, 0), columns->cell(*cells, 1),
                                        columns->cell(*cells, 2), columns->cell(*cells, 3),
                                        columns->cell(*cells, 4), choicesFrom(columns->cell(*cells, 5))});
        if (!added) return fail(added.error());
    }
    return builder.finished();
}

QString where(const JsonNode& node) {
    return QStringLiteral("Line %1").arg(node.line);
}

QString textOf(const JsonNode* node) {
    if (!node) return {};
    if (node->kind == JsonNode::Kind::Boolean)
        return node->boolean ? QStringLiteral("yes") : QStringLiteral("no");
    return QString::fromStdString(node->text);
}

/// { id: label, … } or [ { "id", "label" }, … ]
std::vector<QuestionMap::ChoiceLabel> choicesFrom(const JsonNode* node) {
    std::vector<QuestionMap::ChoiceLabel> out;
    if (!node) return out;
    for (const auto& [id, label] : node->members)
        out.push_back({QString::fromStdString(id), textOf(&label)});
    for (const JsonNode& each : node->items)
        out.push_back({textOf(each.find("id")), textOf(each.find("label"))});
    return out;
}

Result<> addEntries(MapBuilder& builder, const JsonNode& list) {
    for (const JsonNode& entry : list.items) {
        if (entry.kind != JsonNode::Kind::Object)
            return wrong(where(entry), QStringLiteral("an object with id and title was expected"));
        if (auto added =
                builder.add(where(entry), {textOf(entry.find("id")), textOf(entry.find("title")),
                                           textOf(entry.find("type")), textOf(entry.find("shown")),
                                           textOf(entry.find("split")), choicesFrom(entry.find("choices"))});
            !added)
            return added;
    }
    return {};
}

Result<QuestionMap> fromJson(const FormId& form, const JsonNode& root) {
    MapBuilder builder(form);
    const JsonNode* questions = root.kind == JsonNode::Kind::Array ? &root : root.find("questions");
    if (questions && questions->kind == JsonNode::Kind::Array) {
        builder.setTitle(textOf(root.find("title")));
        return addEntries(builder, *questions).and_then([&] { return builder.finished(); });
    }
    for (const auto& [id, title] : root.members) {
        if (title.kind != JsonNode::Kind::String)
            return wrong(where(title),
                         QStringLiteral("the title of “%1” must be a text").arg(QString::fromStdString(id)));
        if (auto added =
                builder.add(where(title), {QString::fromStdString(id), textOf(&title), {}, {}, {}, {}});
            !added)
            return fail(added.error());
    }
    return builder.finished();
}

QString quoted(const QString& cell) {
    if (!cell.contains(u'"') && !cell.contains(u',') && !cell.contains(u'\n') && cell.trimmed() == cell)
        return cell;
    return u'"' + QString(cell).replace(QStringLiteral("\""), QStringLiteral("\"\"")) + u'"';
}

QString typeText(const QuestionMap::Entry& entry) {
    return entry.type ? QLatin1String(typeNames[static_cast<std::size_t>(*entry.type)]) : QString();
}

} // namespace

std::optional<QuestionType> questionTypeFrom(const QString& word) {
    for (std::size_t i = 0; i < typeNames.size(); ++i)
        if (word == QLatin1String(typeNames[i])) return static_cast<QuestionType>(i);
    if (word == u"boolean") return QuestionType::YesNo;
    if (word == u"datetime") return QuestionType::DateTime;
    return {};
}

QString questionTypeWords() {
    QStringList words;
    for (const char* name : typeNames)
        words << QLatin1String(name);
    return words.join(QStringLiteral(", "));
}

Result<QuestionMap> parseQuestionMap(const FormId& form, std::string_view file) {
    if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
    const std::size_t first = file.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && (file[first] == '{' || file[first] == '['))
        return parsePositioned(file).and_then([&](const JsonNode& root) { return fromJson(form, root); });
    return fromCsv(form, QString::fromUtf8(file.data(), static_cast<qsizetype>(file.size())));
}

std::string questionMapCsv(const QuestionMap& map) {
    QString out = QStringLiteral("id,title,type,shown,split,choices\n");
    for (const QuestionMap::Entry& entry : map.entries)
        out += QStringList{quoted(entry.id.text()),
                           quoted(entry.title),
                           typeText(entry),
                           entry.shown ? QStringLiteral("yes") : QStringLiteral("no"),
                           entry.split ? QStringLiteral("yes") : QString(),
                           quoted(choicesCell(entry))}
                   .join(u',') +
               u'\n';
    return out.toStdString();
}

std::string questionMapJson(const QuestionMap& map) {
    QJsonArray questions;
    for (const QuestionMap::Entry& entry : map.entries) {
        QJsonObject object{{QStringLiteral("id"), entry.id.text()}, {QStringLiteral("title"), entry.title}};
        if (entry.type) object.insert(QStringLiteral("type"), typeText(entry));
        if (!entry.shown) object.insert(QStringLiteral("shown"), false);
        if (entry.split) object.insert(QStringLiteral("split"), true);
        QJsonArray choices;
        for (const QuestionMap::ChoiceLabel& choice : entry.choices)
            choices.append(
                QJsonObject{{QStringLiteral("id"), choice.id}, {QStringLiteral("label"), choice.label}});
        if (!choices.isEmpty()) object.insert(QStringLiteral("choices"), choices);
        questions.append(object);
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("title"), map.formTitle},
                                     {QStringLiteral("questions"), questions}})
        .toJson()
        .toStdString();
}

} // namespace rowcast::transform
