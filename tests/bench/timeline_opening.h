// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <string>

namespace sluice::bench {

/// What opening a stored session took, as a person sees it.
struct Opening
{
    double firstPaintMs = 0; ///< until events of it were painted
    double completeMs = 0; ///< until all were there
    double longestFrameMs = 0; ///< between two chances to paint meanwhile
    double cancelMs = 0; ///< in a second opening: from the wish to stop until it was fulfilled
    double peakMegabytes = 0; ///< of the whole process, resident
    std::size_t events = 0;
};

/// Makes a store at `folder` with one session of so many events.
void storeTimeline(const std::string &folder, std::size_t events);

/// Opens that session in a timeline of 1920x1080 and prints an Opening as a line for readOpening(): the work
/// of a process of its own, so that its memory can be told.
int openTimeline(const std::string &folder);

/// Runs `program --open folder`. Ends the program when that fails.
Opening readOpening(const std::string &program, const std::string &folder);

} // namespace sluice::bench
