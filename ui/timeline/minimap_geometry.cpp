// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/minimap_geometry.h"

#include "ui/theme/metrics.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr int leastWindow = 10; ///< narrower, its two handles could not be told apart
constexpr int handleOutside = 5; ///< how far beside the edge it can be grabbed
constexpr int handleInside = 3;

} // namespace

MinimapPart MinimapGeometry::partAt(QPoint position) const
{
    if (!plot.contains(position))
        return MinimapPart::None;
    if (beginHandle.contains(position))
        return MinimapPart::BeginHandle;
    if (endHandle.contains(position))
        return MinimapPart::EndHandle;
    if (window.contains(position))
        return MinimapPart::Window;
    return position.x() < window.left() ? MinimapPart::Before : MinimapPart::After;
}

MinimapGeometry minimapGeometry(const MinimapFrame &frame)
{
    MinimapGeometry geometry;
    const int width = std::max(0, frame.size.width() - frame.gutterWidth);
    geometry.plot = QRect(frame.gutterWidth, 0, width, frame.size.height());
    geometry.scale = TimeScale::fitting(frame.bounds, width, metrics::viewPadding, frame.fold);
    if (width == 0)
        return geometry;
    const auto pixelOf = [&](double x) { return static_cast<int>(std::clamp(x, 0.0, width * 1.0)); };
    int left = pixelOf(std::floor(geometry.scale.toX(frame.begin)));
    int right = pixelOf(std::ceil(geometry.scale.toX(frame.end)));
    if (right - left < leastWindow) {
        left = std::clamp((left + right - leastWindow) / 2, 0, std::max(0, width - leastWindow));
        right = left + std::min(width, leastWindow);
    }
    geometry.window = QRect(geometry.plot.left() + left, 0, right - left, frame.size.height());
    constexpr int handle = handleOutside + handleInside;
    geometry.beginHandle = QRect(geometry.window.left() - handleOutside, 0, handle, frame.size.height())
                               .intersected(geometry.plot);
    geometry.endHandle = QRect(geometry.window.right() + 1 - handleInside, 0, handle, frame.size.height())
                             .intersected(geometry.plot);
    return geometry;
}

TimeRange draggedWindow(const TimeRange &window, MinimapPart handle, Timestamp time, Micros least)
{
    if (handle == MinimapPart::BeginHandle)
        return {std::min(time, window.end - least), window.end};
    if (handle == MinimapPart::EndHandle)
        return {window.begin, std::max(time, window.begin + least)};
    return window;
}

} // namespace sluice::ui
