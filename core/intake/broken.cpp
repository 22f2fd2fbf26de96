#include "core/intake/broken.h"

namespace rowcast::intake {

namespace {

constexpr std::size_t kDepth = 2000;

std::string withoutForm(Response response, Shape shape) {
    response.form = {};
    std::string json = toJson(response, shape);
    const std::string member = shape == Shape::Flat ? R"("form":"",)" : R"("formId":"",)";
    return json.erase(json.find(member), member.size());
}

} // namespace

std::optional<std::string> brokenValue(Broken how, const Response& response, Shape shape) {
    const std::string json = toJson(response, shape);
    switch (how) {
    case Broken::NotJson: return "name=" + response.id + "&answer=plain+text";
    case Broken::CutShort: return json.substr(0, json.size() * 2 / 3);
    case Broken::NoForm: return withoutForm(response, shape);
    case Broken::EmptyValue: return std::string();
    // A Latin-1 ö in the middle of a text
    case Broken::BadUtf8: return json.substr(0, json.size() - 1) + ",\"note\":\"sch\xF6n\"}";
    case Broken::DeepNesting:
        return json.substr(0, json.size() - 1) + ",\"note\":" + std::string(kDepth, '[') +
               std::string(kDepth, ']') + '}';
    case Broken::DuplicateKeys: return json.substr(0, json.size() - 1) + ",\"note\":1,\"note\":2}";
    case Broken::Tombstone: return std::nullopt;
    }
    Q_UNREACHABLE();
}

} // namespace rowcast::intake
