#pragma once
/// What the window asks to show: answered once, with a QueryPage of the same id. A query changes nothing.
/// Plain values; any thread.

#include "core/base/error.h"
#include "core/model/activity_note.h"
#include "core/model/form_questions.h"
#include "core/model/ids.h"
#include "core/model/profile_report.h"
#include "core/model/question_map.h"
#include "core/model/sharing.h"

#include <QByteArray>

#include <optional>
#include <variant>
#include <vector>

namespace rowcast {

/// The newest rows of a form's sheet as the sheet holds them, read through the API.
struct SheetRows {
    FormId form;
    int newest = 20;
};
/// Who may see or change a file; answered with Permissions.
struct SharesOf {
    SpreadsheetId file; ///< empty: the folder
};
/// Answered with FormQuestions.
struct QuestionsOf {
    FormId form;
};
/// A form's newest responses as rows under a map that is not saved; `firstRow` as in the sheet.
struct PreviewMap {
    QuestionMap map;
    int newest = 4;
};
/// A form's definition at Google Forms (forms.get); answered with a QuestionMap.
struct DefinitionOf {
    FormId form;
    QString link; ///< the Google form's link or id; empty: the form's own id
};
/// A map in a file's text, CSV or JSON; answered with a QuestionMap, or an error that names the line.
struct ReadMap {
    FormId form;
    QByteArray text;
};
/// A map as a file's text; answered with a QByteArray.
struct WriteMap {
    enum class Format { Csv, Json };
    QuestionMap map;
    Format format = Format::Csv;
};
/// Answered with ProfileList.
struct Profiles {};
/// What a profile's text would make of the newest records; answered with a ProfileReport.
struct TryProfile {
    QString name;
    QString text;
};

/// What happened and was decided, newest first; answered with ActivityList.
struct ActivityOf {
    QString text; ///< only what says it; empty: everything
    int skip = 0;
    int most = 500;
};

using QueryKind = std::variant<SheetRows, SharesOf, QuestionsOf, PreviewMap, DefinitionOf, ReadMap, WriteMap,
                               Profiles, TryProfile, ActivityOf>;
struct Query {
    std::uint64_t id = 0;
    QueryKind kind;
};

using ProfileList = std::vector<ProfileInfo>;
using ActivityList = std::vector<ActivityNote>;
/// A page of text cells, first the header; at most 500 rows. What is no table stands in `detail`.
struct QueryPage {
    std::uint64_t id = 0;
    std::optional<Error> error;
    std::vector<QString> header;
    std::vector<std::vector<QString>> rows;
    std::int64_t firstRow = 0; ///< number of rows[0] in the sheet, from 1
    std::variant<std::monostate, Permissions, FormQuestions, QuestionMap, QByteArray, ProfileList,
                 ProfileReport, ActivityList>
        detail;
};

} // namespace rowcast
