#include "core/sandbox/options.h"

#include <charconv>
#include <functional>
#include <optional>

namespace rowcast::sandbox {

namespace {

const std::map<std::string, Fault, std::less<>>& faultWords() {
    static const std::map<std::string, Fault, std::less<>> kWords = {
        {"429", Fault::Quota429}, {"500", Fault::Server500}, {"503", Fault::Unavailable503},
        {"reset", Fault::Reset},  {"lost", Fault::Lost},     {"half", Fault::Half},
        {"twice", Fault::Twice},  {"slow", Fault::Slow},     {"stall", Fault::Stall}};
    return kWords;
}

tl::unexpected<Error> wrong(const char* option, std::string_view part, const char* expected) {
    return fail(Remedy::FixSettings, QStringLiteral("\"%1\" in --%2 is not understood: %3.")
                                         .arg(QString::fromUtf8(part.data(), qsizetype(part.size())),
                                              QString::fromUtf8(option), QString::fromUtf8(expected)));
}

std::optional<double> number(std::string_view text) {
    double out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || out < 0) return {};
    return out;
}

std::optional<double> share(std::string_view text) {
    const bool percent = text.ends_with('%');
    if (percent) text.remove_suffix(1);
    auto out = number(text);
    if (out && percent) *out /= 100;
    return out && *out <= 1 ? out : std::nullopt;
}

std::optional<Millis> duration(std::string_view text) {
    double factor = 1;
    if (text.ends_with("ms")) {
        text.remove_suffix(2);
    } else if (text.ends_with('s')) {
        text.remove_suffix(1);
        factor = 1000;
    }
    const auto out = number(text);
    return out ? std::optional(Millis(std::int64_t(*out * factor))) : std::nullopt;
}

/// Calls `each` for every part between `by`; false stops.
bool parts(std::string_view text, char by, const std::function<bool(std::string_view)>& each) {
    while (!text.empty()) {
        const auto at = text.find(by);
        if (!each(text.substr(0, at))) return false;
        if (at == std::string_view::npos) break;
        text.remove_prefix(at + 1);
    }
    return true;
}

bool numbered(FaultPlan& plan, Fault fault, std::string_view list) {
    return parts(list, '+', [&](std::string_view item) {
        const auto n = number(item);
        if (n && *n >= 1) plan.nth[std::uint64_t(*n)] = fault;
        return n && *n >= 1;
    });
}

/// `kind=share[:argument]`
bool shared(FaultPlan& plan, std::string_view kind, std::string_view value) {
    const auto colon = value.find(':');
    const auto rate = share(value.substr(0, colon));
    const auto length =
        colon == std::string_view::npos ? std::optional<Millis>() : duration(value.substr(colon + 1));
    if (!rate || (colon != std::string_view::npos && !length)) return false;
    if (kind == "lag") {
        plan.listLag = *rate > 0 ? length.value_or(Millis(10'000)) : Millis(0);
        return true;
    }
    if (kind == "all") {
        for (const auto fault : {Fault::Quota429, Fault::Server500, Fault::Unavailable503, Fault::Reset,
                                 Fault::Lost, Fault::Half, Fault::Twice, Fault::Slow})
            plan.share[fault] = *rate / 8;
        return true;
    }
    const auto it = faultWords().find(kind);
    if (it == faultWords().end()) return false;
    plan.share[it->second] = *rate;
    if (length) (it->second == Fault::Stall ? plan.stall : plan.slow) = *length;
    return true;
}

bool faultPart(FaultPlan& plan, std::string_view part) {
    if (const auto at = part.find('@'); at != std::string_view::npos) {
        const auto it = faultWords().find(part.substr(0, at));
        return it != faultWords().end() && numbered(plan, it->second, part.substr(at + 1));
    }
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return false;
    const auto kind = part.substr(0, equals), value = part.substr(equals + 1);
    if (kind == "seed") {
        const auto seed = number(value);
        plan.seed = seed ? std::uint64_t(*seed) : 0;
        return seed.has_value();
    }
    if (kind == "only") {
        plan.only.clear();
        return parts(value, '+', [&](std::string_view api) {
            plan.only.emplace(api);
            return true;
        });
    }
    return shared(plan, kind, value);
}

} // namespace

Result<FaultPlan> parseFaults(std::string_view text) {
    FaultPlan plan;
    std::string_view bad;
    const bool ok = parts(text, ',', [&](std::string_view part) {
        bad = part;
        return faultPart(plan, part);
    });
    if (!ok) return wrong("faults", bad, "write for example 503=5%,lost=2%,slow=10%:500ms,seed=7");
    double sum = 0;
    for (const auto& [fault, rate] : plan.share)
        sum += rate;
    if (sum > 1.000001) return wrong("faults", text, "the shares together are more than 100 %");
    return plan;
}

Result<QuotaPlan> parseQuota(std::string_view text) {
    QuotaPlan plan;
    if (text == "off") {
        plan.enabled = false;
        return plan;
    }
    std::string_view bad;
    const bool ok = parts(text, ',', [&](std::string_view part) {
        bad = part;
        const auto equals = part.find('=');
        if (equals == std::string_view::npos) return false;
        const auto limit = number(part.substr(equals + 1));
        const std::map<std::string_view, int*> fields = {{"reads", &plan.readsPerUser},
                                                         {"writes", &plan.writesPerUser},
                                                         {"reads/project", &plan.readsPerProject},
                                                         {"writes/project", &plan.writesPerProject}};
        const auto it = fields.find(part.substr(0, equals));
        if (!limit || it == fields.end()) return false;
        *it->second = int(*limit);
        return true;
    });
    if (!ok) return wrong("quota", bad, "write off, or for example reads=60,writes=60,writes/project=300");
    return plan;
}

Result<Latency> parseLatency(std::string_view text) {
    const auto dash = text.find('-');
    const auto least = duration(text.substr(0, dash));
    const auto most = dash == std::string_view::npos ? least : duration(text.substr(dash + 1));
    if (!least || !most || *most < *least)
        return wrong("latency", text, "write for example 50ms, or 50ms-400ms");
    return Latency{*least, *most};
}

} // namespace rowcast::sandbox
