// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How wide the lanes' names are, and how a person changes that.

#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"
#include "ui/timeline/timeline_view.h"

#include <algorithm>
#include <cstdlib>

namespace sluice::ui {

namespace {

constexpr int edgeReach = 3; ///< pixels on either side of the edge that take hold of it

} // namespace

void TimelineView::setGutterWidth(int width)
{
    const int held = width <= 0 ? 0 : std::max(width, metrics::leastGutterWidth);
    if (held == m_gutterWidth)
        return;
    m_gutterWidth = held;
    updateLayout();
}

/// Below the ruler and above what lies under the lanes as well: it goes from top to bottom.
bool TimelineView::isGutterEdge(QPoint position) const
{
    return m_model.hasSession() && std::abs(position.x() - m_layout.gutter.right()) <= edgeReach
        && position.y() > m_layout.ruler.bottom();
}

void TimelineView::dragGutter(int x)
{
    setGutterWidth(std::clamp(x + 1, metrics::leastGutterWidth, viewport()->width() / 2));
}

} // namespace sluice::ui
