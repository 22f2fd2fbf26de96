#pragma once
/// Result<T>: a value or an Error. Expected failures are returned, never thrown. Any thread.

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace rowcast {

template <class T = void>
using Result = tl::expected<T, Error>;

/// `return fail(Remedy::FixSettings, u"The key file is not JSON."_qs);`
[[nodiscard]] inline tl::unexpected<Error> fail(Remedy remedy, QString what, QString detail = {},
                                                std::vector<Choice> choices = {}) {
    return tl::unexpected<Error>(Error{remedy, std::move(what), std::move(detail), {}, std::move(choices)});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

} // namespace rowcast
