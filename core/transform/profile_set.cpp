#include "core/transform/profile_set.h"

#include <QtGlobal>

#include <algorithm>
#include <array>

namespace rowcast::transform {

namespace {

/// Predicates on values say more than those on types.
int specificity(const Shape& shape) {
    int weight = 0;
    for (const Predicate& predicate : shape.when)
        weight += 1 + (predicate.in.empty() ? 0 : 2) + (predicate.key ? 1 : 0);
    return weight;
}

/// One of 64 bits for a name: documents are told apart by the names in their root, mostly.
std::uint64_t bitOf(std::string_view key) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(key[i]); };
    const std::size_t mixed =
        key.empty() ? 0 : key.size() * 7 + at(0) * 31U + at(key.size() / 2) * 17U + at(key.size() - 1) * 5U;
    return std::uint64_t{1} << (mixed % 64);
}

std::uint64_t rootKeysOf(Element document) {
    if (!document.is_object()) return ~std::uint64_t{0};
    std::uint64_t bits = 0;
    for (const auto field : asObject(document))
        bits |= bitOf(field.key);
    return bits;
}

std::uint64_t neededBy(const Shape& shape) {
    std::uint64_t bits = 0;
    for (const Predicate& predicate : shape.when)
        if (!predicate.absent && !predicate.at.rootKey().empty()) bits |= bitOf(predicate.at.rootKey());
    return bits;
}

bool fits(const ProfileSet::Match& match, std::uint64_t rootKeys, Element document) {
    return (match.rootKeys & ~rootKeys) == 0 && allHold(match.of().when, document);
}

void append(std::vector<ProfileSet::Match>& matches, Profile profile, bool builtIn) {
    const auto shared = std::make_shared<const Profile>(std::move(profile));
    for (std::uint32_t shape = 0; shape < shared->shapes.size(); ++shape)
        matches.push_back({shared, shape, neededBy(shared->shapes[shape]), builtIn});
    std::stable_sort(matches.begin(), matches.end(), [](const auto& left, const auto& right) {
        return specificity(left.of()) > specificity(right.of());
    });
}

void removeProfile(std::vector<ProfileSet::Match>& matches, std::string_view name) {
    std::erase_if(matches, [&](const ProfileSet::Match& match) { return match.profile->name == name; });
}

} // namespace

ProfileSet ProfileSet::builtIn() {
    ProfileSet set;
    for (const auto& [name, json] : builtInProfiles()) {
        auto profile = parseProfile(json);
        Q_ASSERT_X(profile, name.data(), profile ? "" : qPrintable(profile.error().what));
        if (profile) append(set.builtIn_, std::move(*profile), true);
    }
    return set;
}

bool ProfileSet::Match::reads(std::string_view topic) const {
    const std::vector<std::string>& topics = profile->topics;
    return topics.empty() || std::find(topics.begin(), topics.end(), topic) != topics.end();
}

void ProfileSet::addOwn(Profile profile) {
    for (auto* matches : {&own_, &builtIn_, &last_})
        removeProfile(*matches, profile.name);
    auto& matches = profile.last ? last_ : own_;
    append(matches, std::move(profile), false);
}

bool ProfileSet::only(std::string_view name) {
    const auto other = [&](const Match& match) { return match.profile->name != name; };
    guesses_ = name == "generic";
    const std::array lists{&own_, &builtIn_, &last_};
    if (!guesses_ && std::all_of(lists.begin(), lists.end(), [&](const std::vector<Match>* matches) {
            return std::all_of(matches->begin(), matches->end(), other);
        }))
        return false;
    for (std::vector<Match>* matches : lists)
        std::erase_if(*matches, other);
    return true;
}

const ProfileSet::Match* ProfileSet::find(Element document, std::string_view topic,
                                          const Match* before) const {
    if (own_.empty() && before && before->builtIn && allHold(before->of().when, document)) return before;
    const std::uint64_t rootKeys = rootKeysOf(document);
    for (const auto* matches : {&own_, &builtIn_, &last_})
        for (const Match& match : *matches)
            if (match.reads(topic) && fits(match, rootKeys, document)) return &match;
    return nullptr;
}

std::vector<std::string> ProfileSet::fitting(Element document) const {
    std::vector<std::string> out;
    for (const auto* matches : {&own_, &builtIn_})
        for (const Match& match : *matches)
            if (allHold(match.of().when, document) &&
                std::find(out.begin(), out.end(), match.profile->name) == out.end())
                out.push_back(match.profile->name);
    return out;
}

std::vector<std::shared_ptr<const Profile>> ProfileSet::all() const {
    std::vector<std::shared_ptr<const Profile>> out;
    for (const auto* matches : {&own_, &builtIn_, &last_})
        for (const Match& match : *matches)
            if (std::find(out.begin(), out.end(), match.profile) == out.end()) out.push_back(match.profile);
    return out;
}

} // namespace rowcast::transform
