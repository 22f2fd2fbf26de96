#pragma once
/// All profiles, and which of them a document fits. The admin's own go first, then the built-in ones, the
/// most specific shape first. Pure; one thread at a time.

#include "core/transform/profile.h"

#include <memory>
#include <string>
#include <vector>

namespace rowcast::transform {

class ProfileSet {
public:
    struct Match {
        std::shared_ptr<const Profile> profile;
        std::uint32_t shape = 0;
        std::uint64_t rootKeys = 0; ///< what the root must hold, for a quick no
        [[nodiscard]] const Shape& of() const { return profile->shapes[shape]; }
    };

    /// The built-in profiles.
    [[nodiscard]] static ProfileSet builtIn();

    /// An own profile takes the place of a built-in one of the same name.
    void addOwn(Profile profile);
    /// Only this profile is tried from now on; false: there is none of that name. "generic": none is, and
    /// each object is read by a guess.
    [[nodiscard]] bool only(std::string_view name);

    /// The shape that the document fits; `last` (the topic's) is tried before all but the admin's own. None:
    /// no profile fits.
    [[nodiscard]] const Match* find(Element document, const Match* last) const;
    /// Every profile that the document fits, by name: more than one is a defect of the profiles.
    [[nodiscard]] std::vector<std::string> fitting(Element document) const;
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] bool guesses() const { return guesses_; }

private:
    std::vector<Match> own_;
    std::vector<Match> builtIn_;
    bool guesses_ = false;
};

/// A profile for a JSON object that no profile knows, as a profile file: ids and time by their usual names,
/// all else as answers. None: it does not look like a response.
[[nodiscard]] std::optional<std::string> guessProfile(Element document);

} // namespace rowcast::transform
