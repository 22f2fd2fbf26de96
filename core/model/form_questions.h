#pragma once
/// What is known of one form's questions: from its map, from payloads, from the answers seen. Answers
/// QuestionsOf. Plain values; any thread.

#include "core/base/time.h"
#include "core/model/question_map.h"

#include <QStringList>

#include <cstdint>
#include <vector>

namespace rowcast {

/// Where a title comes from, strongest first.
enum class TitleSource { Map, Label, Id };

struct FormQuestion {
    QuestionId id;
    QString title; ///< as the sheet shows it now
    TitleSource source = TitleSource::Id;
    QString label;                          ///< the payload's word; empty without one
    QuestionType type = QuestionType::Text; ///< the map's, else as the answers look
    bool shown = true;
    std::int64_t seen = 0;     ///< responses that answered it, since the program knows the form
    std::int64_t unparsed = 0; ///< answers that are not of its type, written as text
    QStringList samples;       ///< the newest different answers, at most 4
    bool operator==(const FormQuestion&) const = default;
};

/// A saved map, kept so that it can be taken again.
struct MapVersion {
    int version = 1;
    WallTime at{};
    QuestionMap map;
    bool operator==(const MapVersion&) const = default;
};

struct FormQuestions {
    QuestionMap map;                     ///< as it holds now
    std::vector<FormQuestion> questions; ///< in column order
    std::int64_t responses = 0;
    QuestionMap
        definition;  ///< what payloads themselves say of the questions; types and choices where they do
    QString profile; ///< that reads the form, with its version
    int profileVersion = 0;
    std::vector<MapVersion> versions; ///< newest first
    bool operator==(const FormQuestions&) const = default;
};

} // namespace rowcast
