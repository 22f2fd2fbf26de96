#include "tests/core/sheets/story.h"

#include "core/sheets/placement.h"

#include <QRegularExpression>

#include <functional>

// story := { line "\n" };  "#" begins a remark;  name := a | b | c
// line  := name "takes" offsets [ "ids" id{,id} [ "at" second{,second} [ "of" n{,n} ] ] ]   a batch of
//              partition 0, with ids of the form product's own and times of submission; row n answers
//              "answer 0 of n" and n, unless "of" gives another number
//        | name "writes" fault       of its next write: lost (applied, no reply), dropped, late, doubled;
//        with
//              "!" of one without rows; "rewrites": of its next write to rows that stand
//        | name "meanwhile" person   done just before its next write with rows lands; "meanwhile!": of any
//        kind | name "midway" person      done just before its next write to rows that stand lands | name
//        "between" person done between its next reads of row tags and of their rows | name "back" person done
//        just after its next refused write | name "said" words how its last batch or mend ended | name
//        "restarts" | name "forgets" | name "mends" choice [ sheet ] | name "log" uncommitted|committed high
//        | "skip edits" | "people" person | "late lands" | "time" seconds | "limit" cells | "poison" text |
//        "index wait" seconds | "question" id title | "named" [title] | "file" title | "count" | "cost" reads
//        writes | "holds" offsets | "says" id n the row of this id is row n's | "sheets" n | "titles" a|b|…
// person := swap i j | delete i | insert i | rename i title | sort | row i | drop i | edit row column text
//        | trash | restore | vanish | tab | keep (a version) | old (that version again) | copy | nothing
//        | index trash|vanish [oldest]
//        | index older|newer [bound] [trashed]      a list shows one more index; it binds another form
// offsets := n["-"m]{,…}

namespace rowcast::sheets::test {

namespace {

const FormId kForm{"feedback"};

constexpr int kSteps = 3000; ///< of all machines for one line

std::vector<std::int64_t> offsetsOf(const QString& text) {
    std::vector<std::int64_t> offsets;
    if (text == u"nothing") return offsets;
    for (const QString& part : text.split(u',')) {
        const QStringList ends = part.split(u'-');
        for (std::int64_t i = ends.first().toLongLong(); i <= ends.last().toLongLong(); ++i)
            offsets.push_back(i);
    }
    return offsets;
}

} // namespace

Story::Story() : questions_(std::make_shared<QuestionList>()) {
    questions_->push_back({QuestionId{"q1"}, "Name", CellKind::Text, true});
    questions_->push_back({QuestionId{"q2"}, "Age", CellKind::Number, true});
    indexRules_.settle = Millis{0};
}

Story::Instance& Story::instance(const QString& name) {
    Instance& who = instances_[name];
    if (!who.form) start(who);
    return who;
}

void Story::start(Instance& who) {
    FormRules rules = rules_;
    rules.known = who.known;
    who.form = std::make_unique<FormMachine>(kForm, rules);
    IndexRules index = indexRules_;
    if (who.index) { // what its store remembers
        index.known = who.index->sheet();
        index.knownVersion = who.index->version();
    }
    who.index = std::make_unique<IndexMachine>(index);
}

QString Story::run(const QString& text) {
    for (const QString& raw : text.split(u'\n')) {
        const QString content = raw.section(u'#', 0, 0).simplified();
        if (content.isEmpty()) continue;
        QString problem = line(content.split(u' '));
        if (problem.isEmpty()) problem = problem_;
        if (!problem.isEmpty()) return content + QStringLiteral(": ") + problem;
    }
    return {};
}

QString Story::line(const QStringList& words) {
    const QString& first = words.first();
    const QString rest = words.mid(1).join(u' ');
    if (first == u"people") return people(words.mid(1));
    if (first == u"holds") return holds(words[1]);
    if (first == u"says") return says(words[1], words[2]);
    if (first == u"skip") return edits_ = Edits::Skip, QString();
    if (first == u"late") {
        for (const auto& late : std::exchange(late_, {}))
            late();
        return {};
    }
    if (first == u"time") return google_.now += std::chrono::seconds(words[1].toInt()), QString();
    if (first == u"limit") return google_.cellLimit = words[1].toULongLong(), QString();
    if (first == u"grid") return rules_.cellLimit = words[1].toLongLong(), QString();
    if (first == u"poison") return google_.poison = rest.toStdString(), QString();
    if (first == u"index") return indexRules_.settle = std::chrono::seconds(words[2].toInt()), QString();
    if (first == u"file") return google_.make(rest.toStdString(), {}), QString();
    if (first == u"named") { // an empty one, or the one of that title
        rules_.locate.index = false;
        const auto same = std::find_if(google_.sheets.begin(), google_.sheets.end(), [&](const auto& sheet) {
            return QString::fromStdString(sheet.title) == rest;
        });
        rules_.locate.named = same != google_.sheets.end() ? same->id : google_.make("Mine", {}).id;
        return {};
    }
    if (first == u"question") {
        auto more = std::make_shared<QuestionList>(*questions_);
        const QuestionId id{words[1].toStdString()};
        const auto same =
            std::find_if(more->begin(), more->end(), [&](const Question& q) { return q.id == id; });
        if (same != more->end())
            same->title = words.mid(2).join(u' ').toStdString();
        else
            more->push_back({id, words.mid(2).join(u' ').toStdString(), CellKind::Text, true});
        questions_ = more;
        return {};
    }
    if (first == u"count") return google_.reads = google_.writes = 0, QString();
    if (first == u"cost") {
        const QString cost = QStringLiteral("%1 %2").arg(google_.reads).arg(google_.writes);
        return cost == rest ? QString() : cost;
    }
    if (first == u"sheets") {
        const auto standing = std::count_if(google_.sheets.begin(), google_.sheets.end(),
                                            [](const VirtualSheet& s) { return !s.index && !s.trashed; });
        return standing == words[1].toLongLong() ? QString() : QString::number(standing);
    }
    if (first == u"titles") {
        QStringList titles;
        for (const auto& column : current()->view().columns)
            titles << QString::fromStdString(column.title);
        return titles.join(u'|') == rest ? QString() : titles.join(u'|');
    }
    Instance& who = instance(first);
    const QString& verb = words[1];
    if (verb == u"takes")
        take(who, words);
    else if (verb == u"writes")
        who.faults.push_back(words[2]);
    else if (verb == u"rewrites")
        who.rewriteFaults.push_back(words[2]);
    else if (verb == u"meanwhile" || verb == u"meanwhile!")
        who.meanwhile.push_back(verb.mid(9) + words.mid(2).join(u' '));
    else if (verb == u"midway")
        who.midway.push_back(words.mid(2).join(u' '));
    else if (verb == u"between")
        who.between.push_back(words.mid(2).join(u' '));
    else if (verb == u"back")
        who.back.push_back(words.mid(2).join(u' '));
    else if (verb == u"restarts")
        start(who);
    else if (verb == u"forgets")
        tellForm(who, Release{});
    else if (verb == u"mends")
        mend(who, words);
    else if (verb == u"log")
        tellForm(who, LogStarted{{{"t", 0},
                                  words[2] == u"uncommitted",
                                  words[3].toLongLong(),
                                  0,
                                  words.value(4) == u"resume"}});
    else if (verb == u"said") {
        const QString wanted = words.mid(2).join(u' ');
        return who.said == wanted ? QString() : who.said;
    } else
        return QStringLiteral("not understood");
    return {};
}

void Story::take(Instance& who, const QStringList& words) {
    auto batch = std::make_shared<Batch>();
    batch->id = nextBatch_++;
    batch->form = kForm;
    batch->title = "Feedback";
    batch->questions = questions_;
    batch->partitions = std::make_shared<std::vector<TopicPartition>>(1, TopicPartition{"t", 0});
    const auto list = [&](int word) { return words.value(word).split(u',', Qt::SkipEmptyParts); };
    const QStringList own = list(4);
    const QStringList at = list(6);
    const QStringList of = list(8);
    auto arena = std::make_shared<Arena>();
    for (const std::int64_t offset : offsetsOf(words[2])) {
        Row row;
        row.offset = offset;
        const qsizetype n = static_cast<qsizetype>(batch->rows.size());
        row.ownId = n < own.size();
        row.edits = edits_;
        if (n < at.size()) row.submittedAt = WallTime{Millis{1'700'000'000'000 + 1000 * at[n].toLongLong()}};
        row.responseId = arena->copy(row.ownId ? own[n].toStdString() : "0@" + std::to_string(offset));
        const std::int64_t number = n < of.size() ? of[n].toLongLong() : offset;
        const auto cells = arena->array<Cell>(questions_->size());
        for (std::uint32_t q = 0; q < cells.size(); ++q)
            cells[q] = {q, CellKind::Text, 0,
                        arena->copy("answer " + std::to_string(q) + " of " + std::to_string(number))};
        cells[1] = {1, CellKind::Number, static_cast<double>(number), {}};
        row.cells = cells;
        row.arena = arena;
        batch->rows.push_back(row);
    }
    who.said = QStringLiteral("nothing");
    tellForm(who, Take{batch});
    work();
}

void Story::mend(Instance& who, const QStringList& words) {
    MendForm mend{7, choiceFrom(words[2]).value_or(Choice::TryAgain), {}};
    if (words.size() > 3)
        for (const VirtualSheet& sheet : google_.sheets)
            if (QString::fromStdString(sheet.title) == words[3]) mend.sheet = sheet.id;
    who.said = QStringLiteral("nothing");
    mend.choice == Choice::RebuildIndex ? tellIndex(who, RebuildIndex{}) : tellForm(who, mend);
    work();
}

VirtualSheet* Story::current() {
    for (auto sheet = google_.sheets.rbegin(); sheet != google_.sheets.rend(); ++sheet)
        if (!sheet->index && !sheet->entries({kStateKey}).empty()) return &*sheet;
    return nullptr;
}

template <class Action>
Outcome Story::answer(Instance& who, const Action& action) {
    return std::visit(
        [&](const auto& ask) -> Outcome {
            using Ask = std::decay_t<decltype(ask)>;
            if constexpr (std::is_same_v<Ask, Write> || std::is_same_v<Ask, ReadTagged>)
                return carry(who, ask);
            else if constexpr (std::is_invocable_v<VirtualGoogle&, const Ask&>)
                return google_(ask);
            else
                return Unknown{};
        },
        action);
}

void Story::tellForm(Instance& who, const FormEvent& event) {
    for (const FormAction& action : who.form->step(event, now())) {
        if (const auto* said = std::get_if<Confirm>(&action)) {
            const BatchWritten& r = said->report;
            who.said = QStringLiteral("appended %1 found %2 duplicates %3")
                           .arg(r.appended)
                           .arg(r.found)
                           .arg(r.duplicates);
            if (r.updated > 0) who.said += QStringLiteral(" updated %1").arg(r.updated);
            if (r.deleted > 0) who.said += QStringLiteral(" deleted %1").arg(r.deleted);
            if (!r.rejected.empty()) who.said += QStringLiteral(" rejected %1").arg(r.rejected.size());
            if (r.leftFrom) who.said += QStringLiteral(" left from %1").arg(*r.leftFrom);
        } else if (const auto* failed = std::get_if<Fail>(&action)) {
            who.said = toString(failed->failure.error.remedy);
            for (const Choice choice : failed->failure.error.choices)
                who.said += u' ' + toString(choice);
        } else if (const auto* told = std::get_if<Tell>(&action)) {
            who.known = {told->sheet};
        } else if (const auto* answer = std::get_if<AnswerMend>(&action)) {
            who.said = answer->result.error
                           ? QStringLiteral("not mended: ") + toString(answer->result.error->remedy)
                           : QStringLiteral("mended");
        } else if (const auto* wish = std::get_if<AskClaims>(&action)) {
            todo_.push_back([this, &who, wish = *wish] { tellIndex(who, IndexEvent(wish)); });
        } else if (const auto* make = std::get_if<MakeClaim>(&action)) {
            todo_.push_back([this, &who, make = *make] { tellIndex(who, IndexEvent(make)); });
        } else {
            todo_.push_back([this, &who, action] { tellForm(who, FormEvent(this->answer(who, action))); });
        }
    }
}

void Story::tellIndex(Instance& who, const IndexEvent& event) {
    for (const IndexAction& action : who.index->step(event, now())) {
        if (const auto* given = std::get_if<GiveClaims>(&action)) {
            todo_.push_back([this, &who, given = *given] { tellForm(who, FormEvent(given.answer)); });
        } else if (const auto* blocked = std::get_if<IndexBlocked>(&action)) {
            todo_.push_back([this, &who, blocked = *blocked] { tellForm(who, FormEvent(blocked)); });
        } else {
            todo_.push_back([this, &who, action] { tellIndex(who, IndexEvent(this->answer(who, action))); });
        }
    }
}

void Story::work() {
    for (int steps = 0; !todo_.empty(); ++steps) {
        if (steps > kSteps) {
            todo_.clear();
            problem_ = QStringLiteral("it goes round in circles");
            return;
        }
        const auto next = todo_.front();
        todo_.erase(todo_.begin());
        next();
    }
}

void Story::happen(std::deque<QString>& meanwhile) {
    if (meanwhile.empty()) return;
    QString what = meanwhile.front();
    meanwhile.pop_front();
    if (what.startsWith(u'!')) what.remove(0, 1);
    if (what.startsWith(u"people "))
        static_cast<void>(people(what.mid(7).split(u' ')));
    else
        static_cast<void>(line(what.split(u' ')));
}

Outcome Story::carry(Instance& who, const Write& write) {
    if (!write.plan.lines.empty()) {
        happen(who.midway);
        const QString fault = who.rewriteFaults.empty() ? QString() : who.rewriteFaults.front();
        if (!who.rewriteFaults.empty()) who.rewriteFaults.pop_front();
        return carry(fault, write);
    }
    const bool rows = !write.plan.rows.empty();
    if (!who.meanwhile.empty() && (rows || who.meanwhile.front().startsWith(u'!'))) happen(who.meanwhile);
    const bool any = !who.faults.empty() && (rows || who.faults.front().endsWith(u'!'));
    const QString fault = any ? who.faults.front() : QString();
    if (any) who.faults.pop_front();
    Outcome outcome = carry(fault, write);
    if (std::holds_alternative<Refused>(outcome)) happen(who.back);
    return outcome;
}

Outcome Story::carry(const QString& fault, const Write& write) {
    const Unknown unknown{{Remedy::Retry, QStringLiteral("no answer"), {}, {}, {}}};
    if (fault.startsWith(u"dropped")) return unknown;
    if (fault.startsWith(u"late")) {
        late_.push_back([this, write] { static_cast<void>(google_(write)); });
        return unknown;
    }
    const Outcome outcome = google_(write);
    if (fault.startsWith(u"doubled")) static_cast<void>(google_(write));
    return fault.startsWith(u"lost") ? Outcome(unknown) : outcome;
}

/// The one row of the response is that of the record `n`.
QString Story::says(const QString& id, const QString& n) {
    QStringList found;
    for (const VirtualSheet& sheet : google_.sheets) {
        const SheetView view = sheet.view();
        std::size_t age = 0;
        while (age < view.columns.size() &&
               view.columns[age].tag.substr(0, 8) != questionKey(QuestionId{"q2"}))
            ++age;
        for (std::size_t row = 0; !sheet.gone && row < sheet.rows.size(); ++row)
            if (idOf(view, sheet.rows[row]) == id.toStdString())
                found << QString::number(sheet.at(row, age).number);
    }
    return found == QStringList(n) ? QString() : QStringLiteral("it says ") + found.join(u' ');
}

/// Every response stands once in the parts together, each value under its own title.
QString Story::holds(const QString& what) {
    std::map<std::string, int> seen;
    for (const VirtualSheet& sheet : google_.sheets) {
        if (sheet.index || sheet.gone || sheet.title == "Copy") continue;
        const SheetView view = sheet.view();
        if (!view.hasTags()) continue;
        if (!sheet.entries({kRowKey}).empty()) return QStringLiteral("a row tag was left");
        const auto column = [&](const char* id) -> std::size_t {
            for (std::size_t i = 0; i < view.columns.size(); ++i)
                if (view.columns[i].tag.substr(0, 8) == questionKey(QuestionId{id})) return i;
            return 9999;
        };
        for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
            if (static_cast<std::int64_t>(row) == view.headerRow) continue;
            const std::string id = sheet.at(row, column(responseIdQuestion().value.c_str())).text;
            const std::string name = sheet.at(row, column("q1")).text;
            if (id.empty() && name.empty() && sheet.rows[row].empty()) continue;
            if (id.empty()) return QStringLiteral("row %1 has no id").arg(row);
            const double age = sheet.at(row, column("q2")).number;
            if (column("q1") < 9999 && column("q2") < 9999 &&
                name != "answer 0 of " + std::to_string(static_cast<int>(age)))
                return QStringLiteral("row %1 is misplaced: %2 %3")
                    .arg(row)
                    .arg(QString::fromStdString(name))
                    .arg(age);
            ++seen[id];
        }
    }
    QStringList ids;
    for (const auto& [id, times] : seen)
        for (int i = 0; i < times; ++i)
            ids << QString::fromStdString(id);
    QStringList wanted;
    for (const QString& id : what.split(u','))
        if (id.contains(u'-') || id.toLongLong() > 0 || id == u"0")
            for (const std::int64_t offset : offsetsOf(id))
                wanted << QStringLiteral("0@%1").arg(offset);
        else if (id != u"nothing")
            wanted << id;
    wanted.sort();
    ids.sort();
    return ids == wanted ? QString() : QStringLiteral("it holds ") + ids.join(u' ');
}

} // namespace rowcast::sheets::test
