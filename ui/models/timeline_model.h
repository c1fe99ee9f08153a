// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/timeline/depth_series.h"
#include "core/timeline/event_lanes.h"
#include "ui/models/delivery_links.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sluice::ui {

/// The data of the shown session, ready to be drawn on one time axis: events in lanes, queue depth, flushes,
/// drops. Each function that changes something ends with one signal; the caller hands over batches. What
/// makes many events move (other lanes, a root that comes last) goes on between frames, with a signal for
/// each part. Records of another session than the shown one are passed over, so the bridge's signals can be
/// connected as they are. thread: GUI
class TimelineModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds loadingPace{100};

    explicit TimelineModel(QObject *parent = nullptr);

    /// Shows this session, from nothing: events and records follow. Signals sessionChanged().
    void reset(const SessionSummary &session);

    /// Shows no session. Signals sessionChanged().
    void clear();

    /// News of the shown session; those of another one are passed over.
    void update(const SessionSummary &session);

    /// A known row replaces its event.
    void appendEvents(const std::vector<EventHead> &heads);

    /// Takes heads [from, ...) of a piece until `budget` is used up; returns where it stopped. Signals at
    /// once, then at most each loadingPace: a long row of pieces is not held up by a paint for each.
    std::size_t appendEvents(const ReadyHeads &heads, std::size_t from, std::chrono::nanoseconds budget);
    void setAgents(const std::vector<Agent> &agents);

    /// All flushes of the session. A record told again by its (session, sequence) replaces the known one.
    void setFlushes(const std::vector<FlushRecord> &flushes);
    void appendFlushes(const std::vector<FlushRecord> &flushes);

    /// A run told again by its (reason, first) replaces the known one.
    void setDrops(const std::vector<DropRun> &drops);
    void appendDrops(const std::vector<DropRun> &drops);

    /// A sample told again by its time replaces the known one.
    void setDepths(const std::vector<DepthSample> &depths);
    void appendDepths(const std::vector<DepthSample> &depths);

    /// When the session ended; nullopt = it has not.
    void setEnd(std::optional<Timestamp> end);

    /// Packs all lanes anew.
    void setLaneBy(LaneBy laneBy);

    bool hasSession() const { return m_session.has_value(); }
    const std::optional<SessionSummary> &session() const { return m_session; }
    bool isRunningAt(Timestamp now) const;

    /// Where events end that are open, while the session runs; nullopt: none grows.
    std::optional<Timestamp> growUntil(Timestamp now) const;

    const EventLanes &events() const { return m_events; }
    const std::vector<FlushRecord> &flushes() const { return m_flushes; } ///< in order of start
    const std::vector<DropRun> &drops() const { return m_drops; } ///< in order of first
    const DepthSeries &depths() const { return m_depths; }

    /// Of this sequence; nullptr: none is known.
    const FlushRecord *flushOf(std::uint64_t sequence) const;

    /// Which flush carried which event: kept beside the records, asked for when it is looked at.
    DeliveryLinks &links() { return m_links; }
    const DeliveryLinks &links() const { return m_links; }

    std::uint64_t droppedEvents() const;

    /// Whether there is or will be something to show of its delivery: recorded here, or records are known.
    bool hasDelivery() const;

    /// Name of an agent or thread by its track in events().columns(): an agent's name, else its id; a
    /// thread's name; empty for neither.
    std::string agentName(std::uint16_t track) const;

    /// Where the ruler says 0: the session's start, else the first event.
    Timestamp zero() const;

    /// From the first to the last thing known of the session; an instant at zero() when nothing is.
    TimeRange range() const;

Q_SIGNALS:
    void sessionChanged();
    void changed();

private:
    bool isShown(const SessionId &session) const { return m_session && m_session->id == session; }
    void forget();
    void takeFlush(const FlushRecord &flush);
    void takeDrop(const DropRun &drop);
    void orderFlushes();
    void settleLater();
    void sayChangedAtItsPace();
    void settle();

    std::optional<SessionSummary> m_session;
    EventLanes m_events;
    std::unordered_map<std::string, std::string> m_agentNames; ///< by id
    std::vector<FlushRecord> m_flushes;
    std::unordered_map<std::uint64_t, std::size_t> m_flushOfSequence;
    std::vector<DropRun> m_drops;
    DepthSeries m_depths;
    DeliveryLinks m_links;
    QTimer m_pace; ///< since the last signal for a piece
    bool m_isUnsaid = false; ///< a piece came since then
    QTimer m_settling; ///< while events are not where they belong
};

} // namespace sluice::ui
