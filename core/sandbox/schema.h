#pragma once
/// Google's discovery documents as tables: methods with their scopes, messages with their fields. Immutable.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace rowcast::sandbox {

class Json;

struct Message;

/// What a field, parameter or item holds.
struct Type {
    enum Kind { Any, Bool, Int32, Int64, Float, Double, String, Enum, Object, Array, Map };
    Kind kind = Any;
    const Message* message = nullptr;    ///< of an Object
    std::string enumName;                ///< as in "type.googleapis.com/google.apps.sheets.v4.Dimension"
    std::vector<std::string> enumValues; ///< of an Enum
    std::shared_ptr<const Type> item;    ///< of an Array or Map
    bool fieldMask = false;
    bool wrapped = false;  ///< an Int32Value or StringValue: Google's refusals name its `value`
    bool required = false; ///< of a parameter
    bool inPath = false;   ///< of a parameter
};

struct Message {
    std::string name;
    std::map<std::string, Type, std::less<>> fields;
    std::string unionField{};             ///< of which only one may be set; empty: there is none
    std::set<std::string> unionMembers{}; ///< empty: every field

    [[nodiscard]] bool inUnion(const std::string& field) const {
        return !unionField.empty() && (unionMembers.empty() || unionMembers.contains(field));
    }
};

struct Method {
    std::string id, verb;
    std::vector<std::string>
        path; ///< segments below the root: "v4", "spreadsheets", "{spreadsheetId}:batchUpdate"
    std::map<std::string, Type, std::less<>> parameters;
    std::vector<std::string> scopes; ///< short: "drive.file"
    const Message* request = nullptr;
    const Message* response = nullptr;
};

class Discovery {
public:
    /// `document` in the compact form of core/sandbox/discovery.
    explicit Discovery(std::string_view document);

    struct Match {
        const Method* method = nullptr;
        std::map<std::string, std::string, std::less<>> parameters; ///< those of the path, decoded
    };
    /// `segments`: the path's, still percent-encoded.
    [[nodiscard]] Match match(std::string_view verb, const std::vector<std::string>& segments) const;
    [[nodiscard]] const Message* message(std::string_view name) const;
    [[nodiscard]] const std::vector<Method>& methods() const { return m_methods; }
    [[nodiscard]] const std::map<std::string, Type, std::less<>>& commonParameters() const {
        return m_common;
    }

private:
    Type typeOf(const Json& schema, const std::string& owner, const std::string& field);

    std::string m_package; ///< "google.apps.sheets.v4."
    std::map<std::string, std::unique_ptr<Message>, std::less<>> m_messages;
    std::map<std::string, Type, std::less<>> m_common;
    std::vector<Method> m_methods;
};

/// The three embedded documents.
[[nodiscard]] std::string_view sheetsDiscovery();
[[nodiscard]] std::string_view driveDiscovery();
[[nodiscard]] std::string_view formsDiscovery();

} // namespace rowcast::sandbox
