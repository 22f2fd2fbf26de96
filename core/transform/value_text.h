#pragma once
/// Values of a document as text, and words for the ids in them. Pure; any thread.

#include "core/transform/profile.h"

namespace rowcast::transform {

/// An answer where it stands, for what is looked up beside it.
struct AnswerPlace {
    const AnswerSource& source;
    Element answer;
    Element response;
    Element document;
};

/// The word for an id among options that stand beside the answer; the id itself if there is none for it.
[[nodiscard]] std::string_view wordFor(const std::optional<Words>& words, const AnswerPlace& place,
                                       std::string_view id);
/// A text, or a number as a text, in `buffer` if need be; empty for anything else.
[[nodiscard]] std::string_view scalarText(Element element, std::string& buffer);
struct MappedChoices;
/// The map's words for what was chosen, in one text.
[[nodiscard]] std::string labelled(const MappedChoices& choices, const std::vector<std::string>& chosen,
                                   std::string_view join);
[[nodiscard]] bool isScalar(Element element);
/// What the template's paths lead to, each on its own; `filled()` says whether it fits.
[[nodiscard]] std::vector<std::string> partsOf(const Template& each, Element object);
/// The template filled from the object's members; none: one of its paths leads nowhere.
[[nodiscard]] std::optional<std::string> filled(const Template& each, Element object);

} // namespace rowcast::transform
