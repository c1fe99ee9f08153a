// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/table_desk.h"

#include "ui/analysis/event_table.h"
#include "ui/analysis/events_page.h"
#include "ui/analysis/filter_bar.h"
#include "ui/bridge/bridge.h"
#include "ui/models/price_shelf.h"
#include "ui/models/shown_session.h"

#include <QEvent>

#include <chrono>

namespace sluice::ui {

namespace {

constexpr std::chrono::milliseconds lookInterval{200};

EventSource sourceOf(const TimelineModel &timeline)
{
    EventSource source;
    if (!timeline.session())
        return source;
    source.session = timeline.session()->id;
    source.tags = timeline.session()->tags;
    source.zero = timeline.zero();
    source.events = timeline.events().columns().snapshot();
    for (std::size_t agent = 0; agent < source.events.agentCount(); ++agent)
        source.agentNames.push_back(timeline.agentName(static_cast<std::uint16_t>(agent)));
    return source;
}

} // namespace

TableDesk::TableDesk(Bridge &bridge, ShownSession &shown, PriceShelf &prices, QWidget *parent)
    : QObject(parent)
    , m_shown(shown)
    , m_search(bridge.dataDir())
    , m_page(new EventsPage(m_listing, parent))
{
    m_listing.setPrices(prices.prices());
    connect(&prices, &PriceShelf::pricesChanged, &m_listing, &EventListing::setPrices);
    m_soon.setSingleShot(true);
    m_soon.setInterval(lookInterval);
    connect(&m_soon, &QTimer::timeout, this, &TableDesk::look);
    connect(&shown.timeline(), &TimelineModel::sessionChanged, this, &TableDesk::look);
    connect(&shown.timeline(), &TimelineModel::changed, this, [this] {
        if (isWanted() && !m_soon.isActive())
            m_soon.start();
    });
    connect(&m_listing, &EventListing::textsAsked, &m_search, &TextSearch::findRows);
    connect(&m_search, &TextSearch::rowsFound, this,
        [this](const SessionId &session, const std::map<std::string, std::vector<std::int64_t>> &rows,
            bool isCut) {
            if (session == m_listing.source().session)
                m_listing.setTextRows(rows, isCut);
        });
    connect(m_page, &EventsPage::eventAsked, this, &TableDesk::eventAsked);
    connect(m_page, &EventsPage::eventOpened, this, &TableDesk::eventOpened);
    connect(m_page->filterBar(), &FilterBar::filterChanged, this, &TableDesk::filterChanged);
    m_page->installEventFilter(this);
}

bool TableDesk::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_page && event->type() == QEvent::Show)
        look();
    return QObject::eventFilter(watched, event);
}

void TableDesk::look()
{
    m_soon.stop();
    const SessionId session = m_shown.id();
    // What cannot be seen costs nothing; but another session must not be shown under the name of this one.
    if (isWanted() || session != m_listing.source().session)
        m_listing.setSource(isWanted() ? sourceOf(m_shown.timeline()) : EventSource{session});
}

bool TableDesk::isWanted() const
{
    const bool dims = m_listing.filter() != FilterNode(); // the timeline shows what the filter holds for
    return m_isAlsoWanted || dims || m_page->isVisible();
}

void TableDesk::setAlsoWanted(bool isWanted)
{
    m_isAlsoWanted = isWanted;
    if (isWanted)
        look();
}

void TableDesk::selectRow(std::int64_t row)
{
    m_page->selectRow(row);
}

void TableDesk::clearSelected()
{
    m_page->table()->clearSelected();
}

void TableDesk::focusFilter()
{
    m_page->filterBar()->setFocus(Qt::ShortcutFocusReason);
}

void TableDesk::filterBy(const QString &term)
{
    m_page->filterBar()->addTerm(term, false);
}

} // namespace sluice::ui
