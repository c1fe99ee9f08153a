// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/time_scale.h"
#include "ui/models/shown_figures.h"

#include <QObject>

#include <optional>

namespace sluice::ui {

class PriceShelf;
class StatisticsPage;
class TableDesk;

/// The figures of the shown session, and the prices behind them. thread: GUI.
class StatisticsDesk final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it. The figures are of the events that `table` lists.
    StatisticsDesk(TableDesk &table, PriceShelf &prices, QWidget *parent);

    StatisticsPage *page() const { return m_page; }

    /// The stretch that is selected in the timeline; nullopt: none.
    void setRange(const std::optional<TimeRange> &range);

    void editPrices();

private:
    PriceShelf &m_prices;
    ShownFigures m_figures;
    StatisticsPage *m_page;
};

} // namespace sluice::ui
