#pragma once
/// The pipeline's part of the state: per form and in all, what waits, what was delivered, what is blocked and
/// why. Immutable value; any thread. Counts are since start; `latencies` are those since the report before.

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/model/ids.h"

#include <optional>
#include <vector>

namespace rowcast {

/// One form on its way through the pipeline.
struct FormFlow {
    FormId form;
    QString title;
    std::int64_t waiting = 0;    ///< rows read from Kafka, not yet confirmed in the sheet
    std::int64_t rows = 0;       ///< rows that our writes added
    std::int64_t updated = 0;    ///< rows that say now what a newer submission says
    std::int64_t duplicates = 0; ///< left out: their response's row says this already, or something newer
    std::int64_t deleted = 0;    ///< left out: people deleted their response's row
    std::int64_t found = 0;      ///< stood there already
    std::int64_t rejected = 0;
    std::int64_t cut = 0;                  ///< cells cut at the cell limit
    std::int64_t unparsed = 0;             ///< answers whose type did not parse, written as text
    std::optional<WallTime> newest;        ///< when its newest response was produced
    std::optional<WallTime> oldestWaiting; ///< when its oldest waiting response was produced
    std::optional<Error> blocked;
    int untitledQuestions = 0; ///< questions that show their id for want of a title
    bool operator==(const FormFlow&) const = default;
};

/// A sentence about the pipeline itself or one partition; the window shows it with its choices.
struct PipelineProblem {
    QString id; ///< stable while it lasts: "topic:feedback", "lost:feedback/0:100"
    Error error;
    bool operator==(const PipelineProblem&) const = default;
};

struct PipelineReport {
    std::vector<FormFlow> forms; ///< in order of first appearance
    std::vector<PipelineProblem> problems;
    std::int64_t waiting = 0;
    std::int64_t waitingBytes = 0;
    std::int64_t rows = 0;
    std::int64_t updated = 0;
    std::int64_t duplicates = 0;
    std::int64_t deleted = 0;
    std::int64_t rejected = 0;
    std::int64_t tombstones = 0;
    std::int64_t ignored = 0; ///< events that are not responses: pings, tests
    std::int64_t idOnly = 0;  ///< events that name a response but carry no answers
    std::optional<WallTime> oldestWaiting;
    std::optional<WallTime> lastRow;
    std::vector<Millis> latencies; ///< produced → confirmed
    bool paused = false;           ///< by people
    std::optional<Error> stopped;
};

} // namespace rowcast
