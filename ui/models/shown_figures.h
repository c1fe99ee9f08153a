// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/event_statistics.h"
#include "core/timeline/time_scale.h"
#include "ui/models/background_work.h"
#include "ui/models/event_listing.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace sluice::ui {

/// Statistics with what they were reckoned from. Immutable. thread: any.
struct ReckonedFigures
{
    EventSource source{};
    EventStatistics statistics{};
    std::optional<TimeRange> range{};
    bool isFiltered = false; ///< of what the filter lets through
};

/// Reckons the statistics of the shown session off the GUI thread, while somebody looks. News wait for the
/// figures in the making; what a person asks for takes their place at once. thread: GUI.
class ShownFigures final : public QObject
{
    Q_OBJECT
public:
    /// Of what are the figures?
    enum class Scope { Session, Range, Filtered };

    explicit ShownFigures(QObject *parent = nullptr);

    /// Only then are figures reckoned.
    void setWanted(bool isWanted);

    void setListed(const std::shared_ptr<const ListedEvents> &listed);
    /// The stretch of time that is selected; nullopt: none.
    void setRange(const std::optional<TimeRange> &range);
    void setScope(Scope scope);

    Scope scope() const { return m_scope; }
    const std::optional<TimeRange> &range() const { return m_range; }
    bool isWorking() const { return m_isWorking; }

Q_SIGNALS:
    void figuresChanged(const std::shared_ptr<const sluice::ui::ReckonedFigures> &figures);
    void workingChanged(bool isWorking);
    void rangeChanged();

private:
    void start();
    void startSoon();
    void take(const std::shared_ptr<const ReckonedFigures> &figures);
    void setWorking(bool isWorking);

    std::shared_ptr<const ListedEvents> m_listed;
    std::optional<TimeRange> m_range;
    Scope m_scope = Scope::Session;
    bool m_isWanted = false;
    bool m_isOld = false; ///< there is something newer than what was reckoned
    bool m_isWorking = false;
    QTimer m_soon;
    BackgroundWork m_work; ///< last: its thread ends first
};

} // namespace sluice::ui
