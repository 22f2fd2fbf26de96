#pragma once
/// All profiles, and which of them a document fits. The admin's own go first, then the built-in ones, then
/// those that want to be last; within each the most specific shape first. Pure; one thread at a time.

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
        bool builtIn = false;       ///< fits nothing that another built-in one fits
        [[nodiscard]] const Shape& of() const { return profile->shapes[shape]; }
        [[nodiscard]] bool reads(std::string_view topic) const;
    };

    /// The built-in profiles.
    [[nodiscard]] static ProfileSet builtIn();

    /// An own profile takes the place of a built-in one of the same name.
    void addOwn(Profile profile);
    /// Only this profile is tried from now on; false: there is none of that name. "generic": none is, and
    /// each object is read by a guess.
    [[nodiscard]] bool only(std::string_view name);

    /// The shape that the document of that topic fits; `before` (the topic's) is tried before all but the
    /// admin's own, if it is a built-in one. None: no profile fits.
    [[nodiscard]] const Match* find(Element document, std::string_view topic, const Match* before) const;
    /// Every profile that the document fits, by name: more than one is a defect of the profiles.
    [[nodiscard]] std::vector<std::string> fitting(Element document) const;
    [[nodiscard]] bool guesses() const { return guesses_; }
    /// Every profile, in the order in which they are tried.
    [[nodiscard]] std::vector<std::shared_ptr<const Profile>> all() const;

private:
    std::vector<Match> own_;
    std::vector<Match> builtIn_;
    std::vector<Match> last_;
    bool guesses_ = false;
};

/// What a document could be, as profile files for its topic.
struct Guesses {
    std::string read;   ///< ids and time by their usual names, all else as answers
    std::string ignore; ///< no response, as whatever has at least the same members
};
/// None: nothing in it could be a response.
[[nodiscard]] std::optional<Guesses> guessProfile(Element document, std::string_view topic);
/// The same profile file under another name. Precondition: it is one.
[[nodiscard]] std::string withName(const std::string& profile, const std::string& name);

} // namespace rowcast::transform
