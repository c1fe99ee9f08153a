// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <functional>

namespace sluice {

/// Asked between chunks of a long piece of arithmetic: false = nobody waits for the answer any more, and the
/// Error is (Cancelled). Empty = always wanted. thread: the one that reckons.
using StillWanted = std::function<bool()>;

/// So many events are looked at between two questions: a millisecond or less.
inline constexpr std::size_t eventsAChunk = 8'192;

inline bool isWanted(const StillWanted &wanted)
{
    return !wanted || wanted();
}

inline Error notWanted()
{
    return {ErrorKind::Cancelled, "Nobody waits for it any more."};
}

} // namespace sluice
