// Forms v1: forms.get, forms.responses.list, forms.responses.get.

#include "core/sandbox/world.h"

#include <algorithm>

namespace rowcast::sandbox {

namespace {

Answer<const Json*> openForm(Call& call) {
    const auto it = call.world.formBodies.find(call.at("formId"));
    const auto* file = call.world.files.find(call.at("formId"));
    if (it == call.world.formBodies.end() || !file) return refuse(entityNotFound());
    if (call.world.files.roleOf(*file, call.user()) == Role::None) return refuse(permissionDenied());
    return &it->second;
}

Answer<Reply> get(Call& call) {
    const auto form = openForm(call);
    if (!form) return tl::unexpected(form.error());
    return Reply(**form);
}

/// filter := "timestamp" (">" | ">=") RFC 3339 time
struct Since {
    std::string time;
    bool inclusive = false;
};
Answer<Since> sinceOf(const std::string& filter) {
    if (filter.empty()) return Since{{}, true};
    std::string plain;
    for (const char c : filter) {
        if (c != ' ') plain += c;
    }
    constexpr std::string_view kField = "timestamp>";
    if (!plain.starts_with(kField)) return refuse("Invalid filter: " + filter);
    plain.erase(0, kField.size());
    const bool inclusive = plain.starts_with('=');
    return Since{plain.substr(inclusive ? 1 : 0), inclusive};
}

/// "…:00Z" and "…:00.000Z" are the same time.
std::string comparable(std::string time) {
    if (time.ends_with('Z')) time.pop_back();
    while (time.find('.') != std::string::npos && (time.ends_with('0') || time.ends_with('.')))
        time.pop_back();
    return time;
}

Answer<Reply> listResponses(Call& call) {
    if (const auto form = openForm(call); !form) return tl::unexpected(form.error());
    const auto since = sinceOf(call.query["filter"].asString());
    if (!since) return tl::unexpected(since.error());
    const int asked = call.query["pageSize"].asInt();
    if (asked < 0) return refuse("Page size must be non-negative.");
    const auto size = std::size_t(asked == 0 ? 5000 : std::min(asked, 5000));
    std::vector<const Json*> found;
    for (const auto& response : call.world.formResponses[call.at("formId")]) {
        const auto time = comparable(response["lastSubmittedTime"].asString());
        const auto from = comparable(since->time);
        if (time > from || (since->inclusive && time == from)) found.push_back(&response);
    }
    std::size_t first = 0;
    if (const auto& token = call.query["pageToken"].asString(); !token.empty()) {
        if (token.find_first_not_of("0123456789") != std::string::npos) return refuse("Invalid page token.");
        first = std::strtoull(token.c_str(), nullptr, 10);
    }
    Json out = Json::object();
    Json list = Json::array();
    const auto end = std::min(found.size(), first + size);
    for (auto i = first; i < end; ++i)
        list.push(*found[i]);
    if (!list.items().empty()) out.set("responses", list);
    if (end < found.size()) out.set("nextPageToken", std::to_string(end));
    return Reply(out);
}

Answer<Reply> getResponse(Call& call) {
    if (const auto form = openForm(call); !form) return tl::unexpected(form.error());
    const auto& all = call.world.formResponses[call.at("formId")];
    const auto it = std::ranges::find_if(all, [&](const Json& response) {
        return response["responseId"].asString() == call.at("responseId");
    });
    if (it == all.end()) return refuse(entityNotFound());
    return Reply(*it);
}

} // namespace

void addFormEndpoints(Endpoints& endpoints) {
    endpoints["forms.forms.get"] = get;
    endpoints["forms.forms.responses.list"] = listResponses;
    endpoints["forms.forms.responses.get"] = getResponse;
}

} // namespace rowcast::sandbox
