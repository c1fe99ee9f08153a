// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"
#include "core/store/data_dir.h"
#include "ui/bridge/job_runner.h"

#include <QObject>
#include <QString>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace sluice::ui {

/// What is stored of one session's way through the recorder.
struct StoredRun
{
    SessionSummary session;
    std::optional<std::string> lab; ///< {"plan": ..., "result": ...}; nullopt: no run of the lab
    std::vector<FlushRecord> flushes;
    std::vector<DropRun> drops;
    std::vector<DepthSample> depths;
};

/// Reads what the lab needs of stored sessions. A later request of the same kind takes the place of an
/// earlier one. thread: GUI; the reading happens on a thread of its own.
class RunReader final : public QObject
{
    Q_OBJECT
public:
    explicit RunReader(DataDir dir, QObject *parent = nullptr);

    /// Both of one commit.
    void readPair(const SessionId &first, const SessionId &second);

    /// When the events of a session came to its queue, for a plan "as recorded": at most as many as a plan
    /// can have.
    void readArrivals(const SessionId &session);

Q_SIGNALS:
    void pairRead(const std::array<sluice::ui::StoredRun, 2> &runs);
    void pairFailed(const QString &message);
    void arrivalsRead(const sluice::SessionId &session, const std::vector<sluice::Micros> &arrivals);
    void arrivalsFailed(const QString &message);

private:
    JobRunner m_jobs;
};

} // namespace sluice::ui
