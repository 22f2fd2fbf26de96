#include "core/browse/map_preview.h"

#include <algorithm>
#include <set>

namespace rowcast::browse {

namespace {

constexpr qsizetype kSamples = 4;
constexpr std::int64_t kBelowHeader = 2;

/// Questions that payloads give no more than a label.
void addLabels(FormQuestions& questions) {
    std::set<QuestionId> defined;
    for (const QuestionMap::Entry& entry : questions.definition.entries)
        defined.insert(entry.id);
    for (const FormQuestion& question : questions.questions)
        if (!question.label.isEmpty() && !defined.contains(question.id))
            questions.definition.entries.push_back({question.id, question.label});
}

} // namespace

void addSamples(FormQuestions& questions, const transform::Transformer& now,
                const transform::Specimens& specimens) {
    SpecimenReader reader(now.profiles(), now.options());
    const std::vector<SeenResponse> responses = reader.responsesOf(specimens, questions.map.form);
    const auto list = reader.form(questions.map.form).questions();
    std::map<QuestionId, FormQuestion*> byId;
    for (FormQuestion& question : questions.questions)
        byId.emplace(question.id, &question);
    for (auto response = responses.rbegin(); response != responses.rend(); ++response)
        for (const auto& [index, text] : response->cells) {
            const auto question = byId.find((*list)[index].id);
            if (question == byId.end()) continue;
            QStringList& samples = question->second->samples;
            if (samples.size() < kSamples && !samples.contains(text)) samples << text;
        }
    questions.definition = reader.definition(questions.map.form);
    addLabels(questions);
}

QueryPage previewOf(const PreviewMap& asked, const transform::Transformer& now,
                    const transform::Specimens& specimens) {
    SpecimenReader reader(now.profiles(), now.options(), {asked.map});
    transform::Zone zone(now.options().zone);
    const std::vector<SeenResponse> responses = reader.responsesOf(specimens, asked.map.form);
    const auto list = reader.form(asked.map.form).questions();
    QueryPage page;
    page.firstRow = kBelowHeader;
    page.header = {QStringLiteral("Submitted at"), QStringLiteral("Response ID")};
    std::vector<std::size_t> column(list->size(), 0); // 0: not shown
    for (std::size_t i = 0; i < list->size(); ++i) {
        if (!(*list)[i].shown) continue;
        column[i] = page.header.size();
        page.header.push_back(QString::fromStdString((*list)[i].title));
    }
    const std::size_t most = static_cast<std::size_t>(std::clamp(asked.newest, 1, 500));
    for (std::size_t i = responses.size() - std::min(most, responses.size()); i < responses.size(); ++i) {
        std::vector<QString> row(page.header.size());
        row[0] = shownTime(responses[i].submittedAt, zone);
        row[1] = QString::fromStdString(responses[i].id);
        for (const auto& [index, text] : responses[i].cells)
            if (column[index] > 0) row[column[index]] = text;
        page.rows.push_back(std::move(row));
    }
    return page;
}

} // namespace rowcast::browse
