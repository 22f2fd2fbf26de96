#include "tests/sim/checker.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace rowcast::sim {

namespace {

/// What a stranger reads of one data row: the cells by the title above them.
struct ReadRow {
    std::string form;
    std::string response;
    std::string content;
    std::set<std::string> questions;
    std::string wrong; ///< empty, or what is wrong with it
};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, '/');)
        parts.push_back(part);
    return parts;
}

ReadRow readRow(const VirtualTab::Row& row, const std::map<std::uint64_t, std::string>& titles) {
    ReadRow read;
    for (const auto& [column, cell] : row.cells) {
        const std::vector<std::string> parts = split(cell.text);
        if (parts.size() != 4) continue; // the two columns that are not questions
        if (read.form.empty()) {
            read.form = parts[0];
            read.response = parts[1];
            read.content = parts[3];
        }
        if (read.form != parts[0] || read.response != parts[1] || read.content != parts[3])
            read.wrong = "mixed " + cell.text;
        const auto title = titles.find(column);
        if (title == titles.end() || title->second != parts[2])
            read.wrong =
                "misplaced " + cell.text + " under " + (title == titles.end() ? "nothing" : title->second);
        read.questions.insert(parts[2]);
    }
    return read;
}

/// The header is the first row that holds the title which every sheet has.
std::vector<ReadRow> readFile(const VirtualFile& file) {
    std::vector<ReadRow> rows;
    std::map<std::uint64_t, std::string> titles;
    for (const VirtualTab::Row& row : file.tabs.front().rows) {
        if (titles.empty()) {
            const bool header = std::ranges::any_of(row.cells, [](const auto& cell) {
                return cell.second.text.starts_with(sheets::kResponseIdTitle);
            });
            if (header)
                for (const auto& [column, cell] : row.cells)
                    titles[column] = cell.text.substr(0, cell.text.find('*'));
            else if (!row.cells.empty())
                rows.push_back(readRow(row, titles));
            continue;
        }
        if (!row.cells.empty()) rows.push_back(readRow(row, titles));
    }
    return rows;
}

std::string key(const VirtualResponse& response) {
    return formName(response.form).value + "/" + response.id;
}

/// What a response's row must show. Of a record that is kept as rejected a row may stand all the same: that
/// of another form than the refused one's.
struct Wanted {
    std::optional<VirtualResponse> due;
    std::vector<VirtualResponse> possible;
};
using Expected = std::map<std::string, Wanted>; ///< by key()

/// Which of two submissions of a response goes before the other; `later` stands later in the log.
bool goesBefore(const VirtualResponse& later, const VirtualResponse& earlier) {
    if (later.edits == Edits::Skip) return false;
    return later.submittedAt == 0 || later.submittedAt >= earlier.submittedAt;
}

Expected expectedRows(const VirtualKafka& kafka) {
    Expected expected;
    for (const VirtualPartition& partition : kafka.partitions())
        for (const VirtualRecord& record : partition.log)
            for (const VirtualResponse& response : record.responses) {
                Wanted& wanted = expected[key(response)];
                if (record.mustBeRejected())
                    wanted.possible.push_back(response);
                else if (!wanted.due || goesBefore(response, *wanted.due))
                    wanted.due = response;
            }
    return expected;
}

std::optional<std::string> wrongIn(const ReadRow& row, const Expected& expected) {
    const std::string name = row.form + "/" + row.response;
    const auto wanted = expected.find(name);
    if (wanted == expected.end()) return "unknown " + name;
    const auto& [due, possible] = wanted->second;
    const VirtualResponse* shown = due && due->content == row.content ? &*due : nullptr;
    for (const VirtualResponse& each : possible)
        if (each.content == row.content) shown = &each;
    if (shown == nullptr)
        return "outdated " + name + " says " + row.content + " for " + (due ? due->content : "nothing due");
    std::set<std::string> questions;
    for (const std::uint32_t question : shown->questions)
        questions.insert(questionNames()[question]);
    if (row.questions != questions) return "cut " + name;
    return {};
}

/// A text in a column of people's own that stands nowhere any more.
std::optional<std::string> missingOwn(const VirtualGoogle& google) {
    std::set<std::string> standing = google.deleted();
    for (const auto& [id, file] : google.files())
        for (const VirtualTab::Row& row : file.tabs.front().rows)
            for (const auto& [column, cell] : row.cells)
                standing.insert(cell.text.substr(0, cell.text.find('*')));
    for (const std::string& text : google.own())
        if (!standing.contains(text)) return "overwritten " + text;
    return {};
}

/// The responses of which people deleted a row: whether there is one again is not judged, nor what it says.
std::set<std::string> deletedResponses(const VirtualGoogle& google) {
    std::set<std::string> names;
    for (const std::string& text : google.deleted())
        if (const auto parts = split(text); parts.size() == 4) names.insert(parts[0] + "/" + parts[1]);
    return names;
}

/// Without times the log says which submission is the newest: `content` is that of `response`, which stands
/// in `record`, or of one behind it.
bool submittedFrom(const VirtualPartition& source, const VirtualRecord& record,
                   const VirtualResponse& response, const std::string& content) {
    if (response.edits == Edits::Skip) return true;
    return std::ranges::any_of(source.log, [&](const VirtualRecord& later) {
        return later.offset >= record.offset &&
               std::ranges::any_of(later.responses, [&](const VirtualResponse& each) {
                   return key(each) == key(response) && each.content == content;
               });
    });
}

} // namespace

std::optional<std::string> judge(const VirtualGoogle& google, const VirtualKafka& kafka) {
    if (auto overwritten = missingOwn(google)) return overwritten;
    const auto listsForms = [](const auto& entry) { return !entry.second.listed.empty(); };
    if (std::ranges::count_if(google.files(), listsForms) > 1) return "two indexes list forms";
    const Expected expected = expectedRows(kafka);
    const std::set<std::string> deleted = deletedResponses(google);
    std::map<std::string, int> seen;
    for (const auto& [id, file] : google.files())
        for (const ReadRow& row : readFile(file)) {
            if (row.form.empty()) continue; // the index's lines
            if (!row.wrong.empty()) return row.wrong + " in " + id;
            const std::string name = row.form + "/" + row.response;
            if (!deleted.contains(name))
                if (const auto wrong = wrongIn(row, expected)) return wrong;
            if (++seen[name] > 1) return "duplicate " + name;
            if (file.trashed) return "trashed " + id + " holds " + name;
        }
    for (const auto& [name, wanted] : expected)
        if (wanted.due && !seen.contains(name) && !deleted.contains(name)) return "lost " + name;
    return {};
}

std::optional<std::string> judgeCommit(const VirtualGoogle& google, const VirtualKafka& kafka,
                                       std::size_t partition, const RejectedSet& rejected) {
    const VirtualPartition& source = kafka.partitions()[partition];
    // What its row shows, by response.
    std::map<std::string, std::string> standing;
    for (const auto& [id, file] : google.files())
        for (const ReadRow& row : readFile(file))
            standing[row.form + "/" + row.response] = row.content;
    const std::set<std::string> deleted = deletedResponses(google);
    std::map<std::string, std::int64_t> submitted; // by content
    for (const VirtualPartition& each : kafka.partitions())
        for (const VirtualRecord& record : each.log)
            for (const VirtualResponse& response : record.responses)
                submitted[response.content] = response.submittedAt;
    for (const VirtualRecord& record : source.log) {
        if (record.offset >= source.committed.value_or(0)) break;
        if (record.mustBeRejected()) {
            if (!rejected.contains({partition, record.offset}))
                return "early commit over a record not yet kept as rejected";
            continue;
        }
        for (const VirtualResponse& response : record.responses) {
            if (deleted.contains(key(response))) continue;
            const auto row = standing.find(key(response));
            if (row == standing.end()) return "early commit of " + key(response);
            const bool old = response.submittedAt != 0
                                 ? submitted[row->second] < response.submittedAt
                                 : !submittedFrom(source, record, response, row->second);
            if (old) return "early commit of an edit of " + key(response);
        }
    }
    return {};
}

} // namespace rowcast::sim
