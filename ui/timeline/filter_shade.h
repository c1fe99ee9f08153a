// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/chosen_in_row.h"
#include "ui/theme/event_palette.h"
#include "ui/timeline/sub_row_strip.h"
#include "ui/timeline/timeline_geometry.h"

#include <QPainter>
#include <QRect>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace sluice::ui {

/// Dims what a filter does not hold for: the ground lies over it, translucent, so that what matches stands
/// out and nothing vanishes. A column is dimmed when none of its events matches. An error is never dimmed.
/// Without a filter it costs nothing; with one, a walk over each row in sight when another answer of it
/// comes, and a search a column whenever it is painted. Until the next answer a row that grows is dimmed as
/// it was: news are not. thread: GUI
class FilterShade
{
public:
    /// nullptr: nothing is dimmed.
    void setMatching(std::shared_ptr<const EventSet> matching);
    bool isOn() const { return m_matching != nullptr; }
    bool holdsFor(EventIndex event) const { return !m_matching || m_matching->has(event); }

    /// All events lie elsewhere.
    void forgetRows() { m_rows.clear(); }

    /// Over lanes that are painted already.
    void paint(QPainter &painter, const TimelineGeometry &geometry, const TimelineModel &model,
        const EventPalette &palette);

    /// What is dimmed, in the view's pixels: from the top, in each row from the left; what touches is one.
    std::vector<QRect> dimmed(const TimelineGeometry &geometry, const TimelineModel &model);

private:
    /// Pixels of the plot, [left, right).
    struct Stretch
    {
        int left = 0;
        int right = 0;
    };
    using TakeRow = std::function<void(const SubRowGeometry &subRow, const std::vector<Stretch> &stretches)>;

    void eachRow(const TimelineGeometry &geometry, const TimelineModel &model, const TakeRow &take);
    std::vector<Stretch> stretchesOf(
        const SubRowGeometry &subRow, const OrderedEvents &row, const PixelGrid &grid);
    const ChosenInRow &chosenIn(const OrderedEvents &row);

    std::shared_ptr<const EventSet> m_matching;
    std::unordered_map<const OrderedEvents *, ChosenInRow> m_rows; ///< those that were painted
    SubRowStrip m_strip;
};

} // namespace sluice::ui
