// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/filter_shade.h"

#include "core/timeline/pixel_grid.h"
#include "ui/models/timeline_model.h"
#include "ui/theme/metrics.h"

#include <QColor>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int shadeAlpha = 190; ///< a quarter of the colour is left: to be seen, not to be looked at

/// The first microsecond of a pixel, held within the view.
Timestamp beginOf(const PixelGrid &grid, int x)
{
    if (x <= 0)
        return grid.begin();
    return grid.has(x) ? grid.begin(x) : grid.end();
}

} // namespace

void FilterShade::setMatching(std::shared_ptr<const EventSet> matching)
{
    m_matching = std::move(matching);
    m_rows.clear();
}

const ChosenInRow &FilterShade::chosenIn(const OrderedEvents &row)
{
    return m_rows.try_emplace(&row, row, *m_matching).first->second;
}

std::vector<FilterShade::Stretch> FilterShade::stretchesOf(
    const SubRowGeometry &subRow, const OrderedEvents &row, const PixelGrid &grid)
{
    std::vector<Stretch> stretches;
    OrderedEvents::Place from = row.begin();
    for (const DetailItem &item : subRow.items) {
        if (item.errors > 0 || (item.event != noEvent && m_matching->has(item.event)))
            continue;
        if (item.kind == DetailItem::Kind::Column) {
            from = row.firstFrom(beginOf(grid, item.left), from);
            const OrderedEvents::Place to = row.firstFrom(beginOf(grid, item.right), from);
            if (chosenIn(row).count(from, to) > 0)
                continue;
            if (from < to && m_matching->has(row.at(row.previous(to))))
                continue; // it came after the filter's answer
        }
        const int gap = item.kind == DetailItem::Kind::Bar ? metrics::gapBetweenBars : 0;
        if (!stretches.empty() && stretches.back().right == item.left)
            stretches.back().right = item.right - gap;
        else
            stretches.push_back({item.left, item.right - gap});
    }
    return stretches;
}

void FilterShade::eachRow(const TimelineGeometry &geometry, const TimelineModel &model, const TakeRow &take)
{
    const std::vector<Lane> &lanes = model.events().lanes();
    const PixelGrid grid(geometry.scale);
    for (const LaneGeometry &shown : geometry.lanes) {
        const auto lane = std::ranges::find(lanes, shown.key, &Lane::key);
        if (lane == lanes.end())
            continue;
        const std::vector<NestedLane::Row> rows = lane->events.rows();
        for (const SubRowGeometry &subRow : shown.subRows) {
            if (subRow.row < rows.size() && rows[subRow.row].events != nullptr)
                take(subRow, stretchesOf(subRow, *rows[subRow.row].events, grid));
        }
    }
}

void FilterShade::paint(QPainter &painter, const TimelineGeometry &geometry, const TimelineModel &model,
    const EventPalette &palette)
{
    if (!isOn())
        return;
    QColor ground = palette.background;
    ground.setAlpha(shadeAlpha);
    const QRgb colour = qPremultiply(ground.rgba());
    painter.save();
    painter.setClipRect(geometry.layout.lanes);
    eachRow(geometry, model, [&](const SubRowGeometry &subRow, const std::vector<Stretch> &stretches) {
        if (stretches.empty())
            return;
        m_strip.begin(geometry.layout.lanes.width());
        for (const Stretch &stretch : stretches)
            m_strip.addColumn(stretch.left, stretch.right, colour);
        m_strip.paint(painter, geometry.layout.plotLeft(), subRow.top);
    });
    painter.restore();
}

std::vector<QRect> FilterShade::dimmed(const TimelineGeometry &geometry, const TimelineModel &model)
{
    std::vector<QRect> rects;
    if (!isOn())
        return rects;
    eachRow(geometry, model, [&](const SubRowGeometry &subRow, const std::vector<Stretch> &stretches) {
        const int top = subRow.top + metrics::subRowHeight - metrics::barHeight;
        for (const Stretch &stretch : stretches)
            rects.emplace_back(geometry.layout.plotLeft() + stretch.left, top, stretch.right - stretch.left,
                metrics::barHeight);
    });
    return rects;
}

} // namespace sluice::ui
