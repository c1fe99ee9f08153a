// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/level_of_detail.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sluice {

namespace {

using Place = OrderedEvents::Place;

/// Walks over the visible events of one sub-row and makes items of them. What is dense is told by blocks and
/// whole microseconds alone; the columns are asked for what may be a bar.
class DetailWalk
{
public:
    DetailWalk(const OrderedEvents &events, const EventColumns &columns, const PixelGrid &grid,
        std::vector<DetailItem> &out)
        : m_events(events)
        , m_columns(columns)
        , m_grid(grid)
        , m_scale(grid.scale())
        , m_leastBar(grid.leastDuration(leastBarWidth))
        , m_out(out)
    { }

    void run();
    void runOverlapping();

private:
    double left(Place place) const { return m_scale.toX(m_events.start(place)); }
    double right(Place place) const { return m_scale.toX(m_events.end(m_columns, place)); }
    double leftOrEnd(Place place) const
    {
        return place == m_events.end() ? std::numeric_limits<double>::infinity() : left(place);
    }
    bool isWide(Place place) const
    {
        return m_events.longestAround(place).durationLimit() > m_leastBar
            && m_events.weight(place).durationLimit() > m_leastBar
            && right(place) - left(place) >= leastBarWidth;
    }
    bool standsAlone(Place place, Timestamp start, Place next) const
    {
        return next == m_events.end()
            || (m_events.start(next) - start >= m_leastBar && left(next) - left(place) >= leastBarWidth);
    }
    int pixel(double x) const
    {
        return static_cast<int>(
            std::floor(std::clamp(x, -1.0 * detailMargin, m_scale.width() + detailMargin)));
    }

    Place firstVisible() const;
    int columnOf(Timestamp start) const;
    Place firstRightOf(int column, Place from) const;
    int rightOfColumn(int column, Place last, Place behind) const;
    void addBar(Place place);
    Place addColumn(Place place, Timestamp start, bool isDense);
    DetailItem &addColumn(int left, int right, Timestamp start, const OrderedEvents::Stretch &stretch);

    const OrderedEvents &m_events;
    const EventColumns &m_columns;
    const PixelGrid &m_grid;
    const TimeScale &m_scale;
    const Micros m_leastBar; ///< what is shorter is no bar by its duration
    std::vector<DetailItem> &m_out;
    int m_drawn = -detailMargin; ///< the right edge of the last item
};

void DetailWalk::run()
{
    Place place = firstVisible();
    while (place != m_events.end()) {
        const Timestamp start = m_events.start(place);
        if (start >= m_grid.end())
            break;
        if (m_events.isDense(place, start, m_leastBar)) {
            place = addColumn(place, start, true);
            continue;
        }
        const Place next = m_events.next(place);
        if (standsAlone(place, start, next) || isWide(place)) {
            addBar(place);
            place = next;
        } else {
            place = addColumn(place, start, false);
        }
    }
}

Place DetailWalk::firstVisible() const
{
    const Place place = m_events.firstFrom(m_grid.begin());
    if (place == m_events.begin())
        return place;
    const Place before = m_events.previous(place);
    return std::max(right(before), left(before) + leastBarWidth) > 0 ? before : place;
}

int DetailWalk::columnOf(Timestamp start) const
{
    return start < m_grid.begin() ? pixel(m_scale.toX(start))
                                  : m_grid.pixelOf(start, std::max(0, m_drawn - 1));
}

/// The first event that begins right of pixel `column`; always behind `from`.
Place DetailWalk::firstRightOf(int column, Place from) const
{
    const Timestamp time
        = column < 0 ? std::chrono::ceil<Micros>(m_scale.toTime(column + 1)) : m_grid.begin(column + 1);
    return std::max(m_events.next(from), m_events.firstFrom(time, from));
}

void DetailWalk::addBar(Place place)
{
    const EventIndex event = m_events.at(place);
    DetailItem item;
    item.left = pixel(left(place));
    item.right = pixel(std::max(std::floor(left(place)) + leastBarWidth, right(place)));
    item.event = event;
    item.errors = m_columns.isError(event) ? 1 : 0;
    item.type = m_columns.type(event);
    m_out.push_back(item);
    m_drawn = std::max(m_drawn, item.right);
}

/// Where events are so dense that 16 of them fit into a pixel, the column ends with 16 whole ones.
Place DetailWalk::addColumn(Place place, Timestamp start, bool isDense)
{
    const int column = columnOf(start);
    Place behind = isDense && m_grid.has(column) && m_grid.has(column + 2)
        ? m_events.looselyFrom(m_grid.begin(column + 1), m_grid.begin(column + 2), place)
        : firstRightOf(column, place);
    behind = std::max(behind, m_events.next(place));
    Place last = m_events.previous(behind);
    if (last != place && isWide(last)) {
        behind = last; // it begins in this column, and is a bar of its own
        last = m_events.previous(last);
    }
    const auto stretch = m_events.stretch(place, behind);
    addColumn(column, rightOfColumn(column, last, behind), start, stretch);
    return behind;
}

/// As far as the last event goes, and not into the next.
int DetailWalk::rightOfColumn(int column, Place last, Place behind) const
{
    if (behind != m_events.end() && m_grid.isBefore(m_events.start(behind), column + 2))
        return column + 1; // the usual case where events are dense: the next column has its own
    const Micros limit = m_events.weight(last).durationLimit();
    if (column >= 0 && limit < m_leastBar && m_events.start(last) + limit <= m_grid.begin(column + 1))
        return column + 1;
    return std::max(column + 1, pixel(std::min(std::ceil(right(last)), leftOrEnd(behind))));
}

DetailItem &DetailWalk::addColumn(int left, int right, Timestamp start, const OrderedEvents::Stretch &stretch)
{
    DetailItem &item = m_out.emplace_back();
    item.kind = DetailItem::Kind::Column;
    item.left = std::max(m_drawn, left);
    item.right = std::max(item.left + 1, right);
    item.start = start;
    item.count = stretch.count;
    item.errors = stretch.errors;
    item.type = stretch.longest.type();
    m_drawn = item.right;
    return item;
}

void DetailWalk::runOverlapping()
{
    Place place = m_events.firstFrom(m_grid.begin());
    Timestamp coveredUntil = m_events.latestEnd(m_events.begin(), place);
    if (place != m_events.begin() && m_scale.toX(coveredUntil) > 0) {
        auto before = m_events.stretch(m_events.begin(), place);
        before.count = before.errors = 0;
        const int right = pixel(std::min(m_scale.toX(coveredUntil), leftOrEnd(place)));
        addColumn(0, std::max(1, right), m_grid.begin(), before).event = m_events.chosen(before);
    }
    while (place != m_events.end() && m_events.start(place) < m_grid.end()) {
        const Timestamp start = m_events.start(place);
        const int column = columnOf(start);
        const Place behind = firstRightOf(column, place);
        coveredUntil = std::max(coveredUntil, m_events.latestEnd(place, behind));
        const double end = std::min(std::ceil(m_scale.toX(coveredUntil)), leftOrEnd(behind));
        addColumn(column, std::max(column + 1, pixel(end)), start, m_events.stretch(place, behind));
        place = behind;
    }
}

} // namespace

void appendDetail(const OrderedEvents &events, const EventColumns &columns, const PixelGrid &grid,
    std::vector<DetailItem> &out)
{
    if (!events.isEmpty())
        DetailWalk(events, columns, grid, out).run();
}

void appendRestDetail(const OrderedEvents &events, const EventColumns &columns, const PixelGrid &grid,
    std::vector<DetailItem> &out)
{
    if (!events.isEmpty())
        DetailWalk(events, columns, grid, out).runOverlapping();
}

EventIndex eventOf(const DetailItem &item, const OrderedEvents &events)
{
    if (item.event != noEvent)
        return item.event;
    const Place first = events.firstFrom(item.start);
    return events.chosen(events.stretch(first, events.advanced(first, item.count)));
}

void extendOpen(EventIndex event, const EventColumns &columns, Timestamp now, const TimeScale &scale,
    std::vector<DetailItem> &items)
{
    const double left = scale.toX(columns.start(event));
    const double right = scale.toX(std::max(now, columns.end(event)));
    if (right <= 0 || left >= scale.width())
        return;
    const auto pixel = [&](double x) {
        return static_cast<int>(std::floor(std::clamp(x, -1.0 * detailMargin, scale.width() + detailMargin)));
    };
    if (items.empty() || items.back().kind != DetailItem::Kind::Bar || items.back().event != event) {
        DetailItem bar;
        bar.left = pixel(left);
        bar.event = event;
        bar.count = left < 0 ? 1 : 0; // a column counts it where it begins
        bar.errors = columns.isError(event) ? 1 : 0;
        bar.type = columns.type(event);
        items.push_back(bar);
    }
    items.back().right = std::max(items.back().left + leastBarWidth, pixel(right));
    items.back().isOpen = true;
}

const DetailItem *itemAt(std::span<const DetailItem> items, double x, double tolerance)
{
    const DetailItem *best = nullptr;
    double bestDistance = tolerance;
    const auto first = std::partition_point(
        items.begin(), items.end(), [&](const DetailItem &item) { return item.right + tolerance < x; });
    for (auto item = first; item != items.end() && item->left - tolerance <= x; ++item) {
        const double distance = x < item->left ? item->left - x : x < item->right ? 0 : x - item->right;
        if (distance < bestDistance || (distance == 0 && (best == nullptr || bestDistance > 0))) {
            best = &*item;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace sluice
