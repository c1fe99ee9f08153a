// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "ui/bridge/bridge.h"
#include "ui/models/flush_log_model.h"
#include "ui/models/timeline_model.h"

#include <QObject>

#include <optional>

namespace sluice::ui {

/// The session that the window shows: fills the timeline and the flush log from the store and, while it is
/// recorded here, from the recorder's news, which are ahead of the store.
/// thread: GUI.
class ShownSession final : public QObject
{
    Q_OBJECT
public:
    /// `bridge` outlives it.
    explicit ShownSession(Bridge &bridge, QObject *parent = nullptr);

    /// Shows another session from nothing. The one that is shown already stays as it is.
    void open(const SessionSummary &session);

    SessionId id() const;
    const std::optional<SessionSummary> &summary() const { return m_timeline.session(); }
    TimelineModel &timeline() { return m_timeline; }
    FlushLogModel &flushLog() { return m_flushLog; }

Q_SIGNALS:
    void opened(const sluice::SessionSummary &session);
    void summaryChanged(const sluice::SessionSummary &session);

private:
    void takeSessions(const QList<SessionSummary> &sessions);
    void takeHeads(const SessionId &session, const std::vector<EventHead> &heads);
    void takeAgents(const SessionId &session, const std::vector<Agent> &agents);
    void takeRecords(const SessionId &session, const SessionRecords &records);
    void takeFlushes(const QList<FlushRecord> &flushes);
    void takeDrops(const QList<DropRun> &drops);
    void takeDepths(const QList<DepthSample> &samples);

    Bridge &m_bridge;
    TimelineModel m_timeline;
    FlushLogModel m_flushLog;
};

} // namespace sluice::ui
