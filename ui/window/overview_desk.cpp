// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/overview_desk.h"

#include "core/base/clock.h"
#include "ui/analysis/overview_page.h"
#include "ui/bridge/bridge.h"
#include "ui/models/price_shelf.h"

#include <chrono>

namespace sluice::ui {

namespace {

constexpr std::chrono::seconds newsInterval{2};

} // namespace

OverviewDesk::OverviewDesk(Bridge &bridge, PriceShelf &prices, QWidget *parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_prices(prices)
    , m_reader(bridge.dataDir())
    , m_page(new OverviewPage(parent))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(newsInterval);
    connect(&m_soon, &QTimer::timeout, this, &OverviewDesk::read);
    connect(&bridge, &Bridge::sessionsChanged, this, &OverviewDesk::readSoon);
    connect(&prices, &PriceShelf::pricesChanged, this, &OverviewDesk::read);
    connect(m_page, &OverviewPage::datesChanged, this, &OverviewDesk::read);
    connect(m_page, &OverviewPage::shownChanged, this, &OverviewDesk::read);
    connect(m_page, &OverviewPage::sessionsAsked, this, &OverviewDesk::sessionsAsked);
    connect(m_page, &OverviewPage::sessionOpened, this, &OverviewDesk::sessionOpened);
    connect(&m_reader, &OverviewReader::overviewRead, m_page, &OverviewPage::showOverview);
    connect(&m_reader, &OverviewReader::overviewFailed, m_page, &OverviewPage::showProblem);
}

void OverviewDesk::read()
{
    m_soon.stop();
    if (m_page->isVisible())
        m_reader.read(m_page->from(m_bridge.clock().wallNow()), m_page->to(), m_prices.prices());
}

void OverviewDesk::readSoon()
{
    if (m_page->isVisible() && !m_soon.isActive())
        m_soon.start();
}

} // namespace sluice::ui
