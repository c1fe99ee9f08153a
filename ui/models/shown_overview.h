// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/sessions_overview.h"
#include "core/model/overview.h"
#include "core/store/data_dir.h"
#include "ui/bridge/job_runner.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sluice::ui {

/// The overview with the sessions that it speaks of. Immutable. thread: any.
struct ShownOverview
{
    std::vector<SessionFigures> sessions{};
    SessionsOverview overview{};
    std::string pricesDate{};
};

/// Reads and reckons the overview over all stored sessions, off the GUI thread. thread: GUI.
class OverviewReader final : public QObject
{
    Q_OBJECT
public:
    explicit OverviewReader(DataDir dir, QObject *parent = nullptr);

    /// Of the sessions that started from `from` on and before `to`; nullopt: without an end.
    void read(
        std::optional<Timestamp> from, std::optional<Timestamp> to, std::shared_ptr<const PriceTable> prices);

Q_SIGNALS:
    void overviewRead(const std::shared_ptr<const sluice::ui::ShownOverview> &overview);
    void overviewFailed(const QString &message);

private:
    JobRunner m_jobs;
};

/// Reckons it from what is at hand; nullptr: not wanted any more.
std::shared_ptr<const ShownOverview> reckonOverview(
    std::vector<SessionFigures> sessions, const PriceTable &prices, const StillWanted &wanted);

} // namespace sluice::ui
