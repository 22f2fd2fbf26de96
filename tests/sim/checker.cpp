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
        if (parts.size() != 3) continue; // the two columns that are not questions
        if (read.form.empty()) {
            read.form = parts[0];
            read.response = parts[1];
        }
        if (read.form != parts[0] || read.response != parts[1]) read.wrong = "mixed " + cell.text;
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

struct Wanted {
    std::set<std::set<std::string>> questions; ///< possible ones
    bool due = false;                          ///< false: only in records that are kept as rejected
};
using Expected = std::map<std::string, Wanted>; ///< by "form/response"

std::string key(const VirtualResponse& response) {
    return formName(response.form).value + "/" + response.id;
}

Expected expectedRows(const VirtualKafka& kafka) {
    Expected expected;
    for (const VirtualPartition& partition : kafka.partitions())
        for (const VirtualRecord& record : partition.log)
            for (const VirtualResponse& response : record.responses) {
                std::set<std::string> questions;
                for (const std::uint32_t question : response.questions)
                    questions.insert(questionNames()[question]);
                Wanted& wanted = expected[key(response)];
                wanted.questions.insert(questions);
                wanted.due = wanted.due || !record.mustBeRejected();
            }
    return expected;
}

} // namespace

std::optional<std::string> judge(const VirtualGoogle& google, const VirtualKafka& kafka) {
    const Expected expected = expectedRows(kafka);
    std::map<std::string, int> seen;
    for (const auto& [id, file] : google.files())
        for (const ReadRow& row : readFile(file)) {
            if (row.form.empty()) continue; // the index's lines
            if (!row.wrong.empty()) return row.wrong + " in " + id;
            const std::string name = row.form + "/" + row.response;
            const auto wanted = expected.find(name);
            if (wanted == expected.end()) return "unknown " + name;
            if (!wanted->second.questions.contains(row.questions)) return "cut " + name;
            if (++seen[name] > 1) return "duplicate " + name;
            if (file.trashed) return "trashed " + id + " holds " + name;
        }
    for (const auto& [name, wanted] : expected)
        if (wanted.due && !seen.contains(name)) return "lost " + name;
    return {};
}

std::optional<std::string> judgeCommit(const VirtualGoogle& google, const VirtualKafka& kafka,
                                       std::size_t partition, const RejectedSet& rejected) {
    const VirtualPartition& source = kafka.partitions()[partition];
    std::set<std::string> standing;
    for (const auto& [id, file] : google.files())
        for (const ReadRow& row : readFile(file))
            standing.insert(row.form + "/" + row.response);
    for (const VirtualRecord& record : source.log) {
        if (record.offset >= source.committed.value_or(0)) break;
        if (record.mustBeRejected()) {
            if (!rejected.contains({partition, record.offset}))
                return "early commit over a record not yet kept as rejected";
            continue;
        }
        for (const VirtualResponse& response : record.responses)
            if (!standing.contains(key(response))) return "early commit of " + key(response);
    }
    return {};
}

} // namespace rowcast::sim
