#pragma once
/// One callable out of several lambdas, for std::visit. Any thread.

namespace rowcast {

template <class... Calls>
struct Overloaded : Calls... {
    using Calls::operator()...;
};
// Clang 14 does not deduce aggregates by itself.
template <class... Calls>
Overloaded(Calls...) -> Overloaded<Calls...>;

} // namespace rowcast
