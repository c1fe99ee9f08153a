// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_columns.h"
#include "core/timeline/time_scale.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sluice {

/// A parent that is not there yet, from its first to its last child.
struct Placeholder
{
    std::uint16_t track = 0; ///< of its first child
    TimeRange range;
    std::uint32_t children = 0;

    bool operator==(const Placeholder &) const = default;
};

/// Which event belongs under which, and how deep it lies: the number of its ancestors on its own track, at
/// most mostDepth. A child may come before its parent; then it lies under a placeholder. A link that would
/// close a circle is left out.
///
/// When a parent comes whose children are there already, they are due: that is done in steps, so that a root
/// that comes last does not hold up its thread for the sake of millions of children. What lies deeper is
/// looked through once for all parents that came meanwhile.
class ParentLinks
{
public:
    static constexpr std::uint8_t mostDepth = 63;

    /// Told before the depth in the columns changes.
    using Move = std::function<void(EventIndex event, std::uint8_t depth)>;

    void clear();

    /// Links an event to its parent as EventHead::parent has it. Does not set its depth.
    void link(EventColumns &columns, EventIndex event, std::int64_t parentRow);

    /// A new event is there, and linked to `parentRow`: what waits for it is due. Returns the track whose
    /// placeholder it replaces.
    std::optional<std::uint16_t> arrive(
        const EventColumns &columns, EventIndex event, std::int64_t parentRow);

    static std::uint8_t depthOf(const EventColumns &columns, EventIndex event);

    bool isSettled() const { return m_due.empty() && m_sweepFrom == noEvent; }

    /// The depth of an event is another one: so may be that of all from `first` on.
    void sweepFrom(EventIndex first);

    /// Does up to `steps` of what is due and calls `move` for each event that lies deeper or less deep.
    /// Returns the steps that are left.
    std::size_t settle(EventColumns &columns, std::size_t steps, const Move &move);

    /// In no order.
    std::vector<Placeholder> placeholders() const;
    bool hasPlaceholder(std::uint16_t track) const;

private:
    struct Waiting
    {
        Placeholder place;
        std::vector<EventIndex> children; ///< in order
        EventIndex first = noEvent; ///< of the children and what lies below them
    };

    struct Due
    {
        EventIndex parent = noEvent;
        std::vector<EventIndex> children;
        EventIndex first = noEvent;
        std::size_t next = 0;
    };

    void wait(const EventColumns &columns, EventIndex event, std::int64_t parentRow);
    void stopWaiting(const EventColumns &columns, EventIndex event);
    bool isWaitingFor(EventIndex event, std::int64_t parentRow) const;
    void adopt(EventColumns &columns, const Due &due, EventIndex child, const Move &move);
    static void widen(Placeholder &place, const EventColumns &columns, EventIndex event);
    void count(std::uint16_t track, int by);

    std::unordered_map<std::int64_t, Waiting> m_waiting; ///< by the parent's row
    std::unordered_map<std::uint16_t, Placeholder> m_orphans; ///< by track: their parents are not stored yet
    std::vector<std::uint32_t> m_placeholders; ///< of each track
    std::deque<Due> m_due;
    /// Below some event that waits lie events from here on that its own entry does not know of.
    EventIndex m_firstBelow = noEvent;
    EventIndex m_sweepFrom = noEvent;
};

} // namespace sluice
