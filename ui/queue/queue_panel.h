// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ledger.h"
#include "core/model/queue_snapshot.h"
#include "ui/models/queue_rates.h"

#include <QList>
#include <QWidget>

class QLabel;
class QTableView;

namespace sluice::ui {

class ElidedLabel;
class FlushLogModel;
class QueueGauge;

/// One session's queue, live: depth against capacity, rates, what the flusher does, where its events are, and
/// the log of its flushes. Of a session that is not recorded in this process only the log is known.
class QueuePanel final : public QWidget
{
    Q_OBJECT
public:
    /// `log` outlives the panel.
    explicit QueuePanel(FlushLogModel &log, QWidget *parent = nullptr);

    /// The session to show; what comes for others is passed over.
    void showSession(const SessionId &session);
    void showQueue(const sluice::QueueSnapshot &snapshot);
    void showDepths(const QList<sluice::DepthSample> &samples);

    /// The last ledger that is stored of a session whose queue is not here.
    void showStoredLedger(const Ledger &ledger);

    /// Rates fall when nothing moves: called each second or so.
    void setNow(Timestamp now);

private:
    QWidget *buildPicture();
    QWidget *buildLog();
    void showNothing();
    void showFlusher(const QueueSnapshot &snapshot, Timestamp now);

    FlushLogModel &m_log;
    SessionId m_session;
    QueueRates m_rates;
    QLabel *m_depth;
    ElidedLabel *m_mark;
    QueueGauge *m_gauge;
    QLabel *m_rate;
    ElidedLabel *m_flusher;
    QLabel *m_counters;
    QTableView *m_table;
    QLabel *m_leftOut;
};

} // namespace sluice::ui
