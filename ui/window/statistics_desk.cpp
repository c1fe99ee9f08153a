// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/statistics_desk.h"

#include "ui/analysis/price_dialog.h"
#include "ui/analysis/statistics_page.h"
#include "ui/window/table_desk.h"

namespace sluice::ui {

StatisticsDesk::StatisticsDesk(TableDesk &table, PriceShelf &prices, QWidget *parent)
    : QObject(parent)
    , m_prices(prices)
    , m_page(new StatisticsPage(m_figures, parent))
{
    connect(&table.listing(), &EventListing::listedChanged, &m_figures, &ShownFigures::setListed);
    connect(m_page, &StatisticsPage::termAsked, &table, &TableDesk::filterBy);
    connect(m_page, &StatisticsPage::pricesAsked, this, &StatisticsDesk::editPrices);
    connect(m_page, &StatisticsPage::shownChanged, &table, &TableDesk::setAlsoWanted);
}

void StatisticsDesk::setRange(const std::optional<TimeRange> &range)
{
    m_figures.setRange(range);
}

void StatisticsDesk::editPrices()
{
    auto *dialog = new PriceDialog(m_prices, m_page->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace sluice::ui
