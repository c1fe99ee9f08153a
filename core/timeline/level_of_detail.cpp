// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/timeline/level_of_detail.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sluice {

namespace {

using Place = OrderedEvents::Place;

/// Walks over the visible events of one sub-row and makes items of them.
class DetailWalk
{
public:
    DetailWalk(const OrderedEvents &events, const EventColumns &columns, const TimeScale &scale,
        std::vector<DetailItem> &out)
        : m_events(events)
        , m_columns(columns)
        , m_scale(scale)
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
    bool isWide(Place place) const { return right(place) - left(place) >= leastBarWidth; }
    int pixel(double x) const
    {
        return static_cast<int>(
            std::floor(std::clamp(x, -1.0 * detailMargin, m_scale.width() + detailMargin)));
    }

    Place firstVisible() const;
    Place firstRightOf(int x, Place from) const;
    void addBar(Place place);
    Place addColumn(Place place);
    void addColumn(int left, int right, const OrderedEvents::Sums &sums);

    const OrderedEvents &m_events;
    const EventColumns &m_columns;
    const TimeScale &m_scale;
    std::vector<DetailItem> &m_out;
};

void DetailWalk::run()
{
    Place place = firstVisible();
    while (place != m_events.end() && left(place) < m_scale.width()) {
        const Place next = m_events.next(place);
        if (isWide(place) || leftOrEnd(next) - left(place) >= leastBarWidth) {
            addBar(place);
            place = next;
        } else {
            place = addColumn(place);
        }
    }
}

Place DetailWalk::firstVisible() const
{
    const Place place = m_events.firstFrom(toTimestamp(m_scale.begin()));
    if (place == m_events.begin())
        return place;
    const Place before = m_events.previous(place);
    return std::max(right(before), left(before) + leastBarWidth) > 0 ? before : place;
}

/// The first event that begins at pixel `x` or right of it; always behind `from`.
Place DetailWalk::firstRightOf(int x, Place from) const
{
    const Timestamp time = std::chrono::ceil<Micros>(m_scale.toTime(x));
    return std::max(m_events.next(from), m_events.firstFrom(time, from));
}

void DetailWalk::addBar(Place place)
{
    const EventIndex event = m_events.at(place);
    DetailItem item;
    item.left = pixel(left(place));
    item.right = std::max(item.left + leastBarWidth, pixel(right(place)));
    item.event = event;
    item.errors = m_columns.isError(event) ? 1 : 0;
    item.type = m_columns.type(event);
    m_out.push_back(item);
}

Place DetailWalk::addColumn(Place place)
{
    const int column = pixel(left(place));
    Place behind = firstRightOf(column + 1, place);
    const Place last = m_events.previous(behind);
    if (last != place && isWide(last))
        behind = last; // it begins in this column, and is a bar of its own

    const double end = std::min(std::ceil(right(m_events.previous(behind))), leftOrEnd(behind));
    addColumn(column, std::max(column + 1, pixel(end)), m_events.sums(m_columns, place, behind));
    return behind;
}

void DetailWalk::addColumn(int left, int right, const OrderedEvents::Sums &sums)
{
    DetailItem item;
    item.kind = DetailItem::Kind::Column;
    item.left = left;
    item.right = right;
    item.event = sums.firstError != noEvent ? sums.firstError : sums.longest;
    item.count = sums.count;
    item.errors = sums.errors;
    item.type = m_columns.type(sums.longest);
    m_out.push_back(item);
}

void DetailWalk::runOverlapping()
{
    Place place = m_events.firstFrom(toTimestamp(m_scale.begin()));
    Timestamp coveredUntil = m_events.latestEnd(m_columns, m_events.begin(), place);
    if (place != m_events.begin() && m_scale.toX(coveredUntil) > 0) {
        auto before = m_events.sums(m_columns, m_events.begin(), place);
        before.count = before.errors = 0;
        before.firstError = noEvent;
        addColumn(0, std::max(1, pixel(std::min(m_scale.toX(coveredUntil), leftOrEnd(place)))), before);
    }
    while (place != m_events.end() && left(place) < m_scale.width()) {
        const int column = pixel(left(place));
        const Place behind = firstRightOf(column + 1, place);
        const auto sums = m_events.sums(m_columns, place, behind);
        coveredUntil = std::max(coveredUntil, m_events.latestEnd(m_columns, place, behind));
        const double end = std::min(std::ceil(m_scale.toX(coveredUntil)), leftOrEnd(behind));
        addColumn(column, std::max(column + 1, pixel(end)), sums);
        place = behind;
    }
}

} // namespace

void appendDetail(const OrderedEvents &events, const EventColumns &columns, const TimeScale &scale,
    std::vector<DetailItem> &out)
{
    if (!events.isEmpty())
        DetailWalk(events, columns, scale, out).run();
}

void appendRestDetail(const OrderedEvents &events, const EventColumns &columns, const TimeScale &scale,
    std::vector<DetailItem> &out)
{
    if (!events.isEmpty())
        DetailWalk(events, columns, scale, out).runOverlapping();
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
