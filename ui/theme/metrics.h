// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

/// Sizes in logical pixels, on a grid of 8 with 4 as its half.
namespace sluice::ui::metrics {

inline constexpr int grid = 8;
inline constexpr int halfGrid = 4;

inline constexpr int listRowHeight = 24; ///< of lists and tables

// The timeline.
inline constexpr int rulerHeight = 24;
inline constexpr int rulerLabelSpacing = 96; ///< least distance of two labels
inline constexpr int rulerMajorTick = 8;
inline constexpr int rulerMinorTick = 4;
inline constexpr int subRowHeight = 20;
inline constexpr int barHeight = 16; ///< within a sub-row
inline constexpr int lanePadding = 4; ///< above and below a lane's sub-rows
inline constexpr int leastGutterWidth = 96;
inline constexpr int mostGutterWidth = 200;
inline constexpr int depthLaneHeight = 56;
inline constexpr int flushLaneHeight = 28;
inline constexpr int dropLaneHeight = 24;
inline constexpr int viewPadding = 16; ///< free at both sides of a fitted session
inline constexpr int barLabelPadding = 4;
inline constexpr int leastLabelledBar = 28; ///< a narrower bar has no label
inline constexpr int leastElidedLabel = 48; ///< so much of a long name says something
inline constexpr int hatchSpacing = 6;
inline constexpr int errorTickSize = 8; ///< the triangle above an error
inline constexpr int dropHeight = 12;
inline constexpr int dropCrossSize = 6;
inline constexpr int gapBetweenBars = 1;
inline constexpr int hoverTolerance = 2; ///< how far beside a bar the pointer may be

inline constexpr int outlineWidth = 2; ///< of a selection, and of the focus ring
inline constexpr int bannerEdge = 4; ///< the coloured edge of a banner

} // namespace sluice::ui::metrics
