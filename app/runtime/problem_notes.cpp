#include "app/runtime/problem_notes.h"

#include "core/monitor/state_sentence.h"

namespace rowcast::app {

void ProblemNotes::look(const Status& status) {
    std::map<QString, Problem> now;
    for (const Problem& problem : status.problems)
        if (monitor::needsPerson(problem.error)) now.emplace(problem.id, problem);
    const QString kind = QStringLiteral("problem");
    for (const auto& [id, problem] : now)
        if (!open_.contains(id))
            emit noted({status.at, kind, problem.form, problem.error.what, problem.error.detail});
    for (const auto& [id, problem] : open_)
        if (!now.contains(id))
            emit noted({status.at, kind, problem.form, tr("Over: %1").arg(problem.error.what), {}});
    open_ = std::move(now);
}

} // namespace rowcast::app
