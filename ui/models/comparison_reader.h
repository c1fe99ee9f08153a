// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/line_diff.h"
#include "core/analysis/session_comparison.h"
#include "core/model/session.h"
#include "core/store/data_dir.h"
#include "ui/bridge/job_runner.h"

#include <QObject>
#include <QString>

#include <array>
#include <cstdint>
#include <memory>

namespace sluice::ui {

/// Two stored sessions, compared. Immutable. thread: any.
struct ComparedSessions
{
    std::array<SessionSummary, 2> sessions{};
    SessionComparison comparison{};
    std::string pricesDate{};
};

/// An event of a stored session.
struct EventPlace
{
    SessionId session{};
    std::int64_t row = 0;
};

/// Reads two sessions' events and compares them, and the prompts of two events, off the GUI thread. A later
/// question of the same kind takes the place of an earlier one. thread: GUI.
class ComparisonReader final : public QObject
{
    Q_OBJECT
public:
    explicit ComparisonReader(DataDir dir, QObject *parent = nullptr);

    void compare(const std::array<sluice::SessionId, 2> &sessions, std::shared_ptr<const PriceTable> prices);
    /// No answer comes any more; `compared` neither.
    void cancel();
    void diffPrompts(const std::array<sluice::ui::EventPlace, 2> &events);

Q_SIGNALS:
    void progressed(quint64 eventsRead);
    void compared(const std::shared_ptr<const sluice::ui::ComparedSessions> &compared);
    void compareFailed(const QString &message);
    void promptsDiffed(const std::shared_ptr<const sluice::LineDiff> &diff);
    void diffFailed(const QString &message);

private:
    JobRunner m_jobs;
};

} // namespace sluice::ui
