// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "ui/models/price_shelf.h"

#include <QObject>

namespace sluice::ui {

class Bridge;
class Centre;
class CompareDesk;
class OverviewDesk;
class SearchDesk;
class ShownSession;
class StatisticsDesk;
class TableDesk;
class TimelineView;

/// All that reads sessions beside the timeline: table, statistics, overview, search, comparison, and the one
/// price table behind them. thread: GUI.
class ReadingDesks final : public QObject
{
    Q_OBJECT
public:
    /// Bridge and session outlive it.
    ReadingDesks(Bridge &bridge, ShownSession &shown, QWidget *parent);

    TableDesk *table() const { return m_table; }
    StatisticsDesk *statistics() const { return m_statistics; }

    /// Overview, search and comparison become pages of it.
    void addPagesTo(Centre &centre) const;

    /// One selection for the timeline and the table; what the table's filter leaves out is dimmed in the
    /// timeline; the measured time is what the figures may be of.
    void link(TimelineView &timeline) const;

    /// The search line gets the keyboard; its page is shown.
    void focusSearch() const;

Q_SIGNALS:
    /// An event of the shown session, to be looked at closer.
    void eventAsked(qint64 row);
    void sessionAsked(const sluice::SessionId &session);
    void eventOfSessionAsked(const sluice::SessionId &session, qint64 row);

private:
    PriceShelf m_prices;
    TableDesk *m_table;
    StatisticsDesk *m_statistics;
    OverviewDesk *m_overview;
    SearchDesk *m_search;
    CompareDesk *m_compare;
};

} // namespace sluice::ui
