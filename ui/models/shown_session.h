// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "ui/bridge/bridge.h"
#include "ui/models/flush_log_model.h"
#include "ui/models/timeline_model.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>

namespace sluice::ui {

/// The session that the window shows: fills the timeline and the flush log from the store and, while it is
/// recorded here, from the recorder's news, which are ahead of the store. A stored session comes in pieces
/// that are made ready off the GUI thread and put in between two frames, headsBudget at a time.
/// thread: GUI.
class ShownSession final : public QObject
{
    Q_OBJECT
public:
    /// Of a frame of 16 ms: what putting heads in may take.
    static constexpr std::chrono::milliseconds headsBudget{6};

    /// `bridge` outlives it.
    explicit ShownSession(Bridge &bridge, QObject *parent = nullptr);

    /// Shows another session from nothing. The one that is shown already stays as it is.
    void open(const SessionSummary &session);

    SessionId id() const;
    const std::optional<SessionSummary> &summary() const { return m_timeline.session(); }
    TimelineModel &timeline() { return m_timeline; }
    FlushLogModel &flushLog() { return m_flushLog; }

    /// From open() until all its stored events are there.
    bool isLoading() const { return m_isLoading; }

    /// Whether loading was cancelled: what is shown is not all.
    bool isPartial() const { return m_isPartial; }

public Q_SLOTS:
    /// Keeps what is there; no more events come, also no new ones. Opening another session and this one again
    /// starts anew.
    void cancelLoading();

Q_SIGNALS:
    /// While isLoading(): so many of so many stored events are shown. `total` is what the session's summary
    /// counts, or `read` when that is more.
    void loadProgress(quint64 read, quint64 total);
    /// All stored events are there, or loading was cancelled: see isPartial().
    void loadEnded();
    void opened(const sluice::SessionSummary &session);
    void summaryChanged(const sluice::SessionSummary &session);

private:
    void takeSessions(const QList<SessionSummary> &sessions);
    void takeHeads(const SessionId &session, const std::shared_ptr<const ReadyHeads> &heads);
    void putHeads();
    void endLoading();
    void takeAgents(const SessionId &session, const std::vector<Agent> &agents);
    void takeRecords(const SessionId &session, const SessionRecords &records);
    void takeFlushes(const QList<FlushRecord> &flushes);
    void takeDrops(const QList<DropRun> &drops);
    void takeDepths(const QList<DepthSample> &samples);

    Bridge &m_bridge;
    TimelineModel m_timeline;
    FlushLogModel m_flushLog;
    std::deque<std::shared_ptr<const ReadyHeads>> m_heads; ///< to be put into the timeline
    std::size_t m_put = 0; ///< of the first of them
    QTimer m_putting; ///< while there are any
    bool m_isLoading = false;
    bool m_isPartial = false;
    bool m_caughtUp = false; ///< all stored heads have been read
};

} // namespace sluice::ui
