#pragma once
/// RS256: keys that the sandbox issues, signatures that it checks; and base64url. Any thread.

#include <string>
#include <string_view>

namespace rowcast::sandbox {

struct KeyPair {
    std::string privatePem, publicPem;
};
/// 2048 bits.
[[nodiscard]] KeyPair makeKeyPair();
[[nodiscard]] bool verifies(std::string_view publicPem, std::string_view data, std::string_view signature);

[[nodiscard]] std::string decodeBase64Url(std::string_view text); ///< empty for what is none
[[nodiscard]] std::string encodeBase64Url(std::string_view bytes);
[[nodiscard]] std::string sha256(std::string_view data);

} // namespace rowcast::sandbox
