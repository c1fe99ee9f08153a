// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/reading_desks.h"

#include "ui/analysis/events_page.h"
#include "ui/analysis/overview_page.h"
#include "ui/analysis/search_page.h"
#include "ui/analysis/session_compare_page.h"
#include "ui/analysis/statistics_page.h"
#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_view.h"
#include "ui/window/centre.h"
#include "ui/window/compare_desk.h"
#include "ui/window/overview_desk.h"
#include "ui/window/search_desk.h"
#include "ui/window/statistics_desk.h"
#include "ui/window/table_desk.h"

namespace sluice::ui {

ReadingDesks::ReadingDesks(Bridge &bridge, ShownSession &shown, QWidget *parent)
    : QObject(parent)
    , m_prices(PriceShelf::standardPath())
    , m_table(new TableDesk(bridge, shown, m_prices, parent))
    , m_statistics(new StatisticsDesk(*m_table, m_prices, parent))
    , m_overview(new OverviewDesk(bridge, m_prices, parent))
    , m_search(new SearchDesk(bridge, parent))
    , m_compare(new CompareDesk(bridge, shown, m_prices, parent))
{
    connect(m_table, &TableDesk::eventOpened, this, &ReadingDesks::eventAsked);
    connect(m_overview, &OverviewDesk::sessionOpened, this, &ReadingDesks::sessionAsked);
    connect(m_search, &SearchDesk::sessionAsked, this, &ReadingDesks::sessionAsked);
    connect(m_search, &SearchDesk::eventAsked, this, &ReadingDesks::eventOfSessionAsked);
    connect(m_compare, &CompareDesk::eventOpened, this, &ReadingDesks::eventOfSessionAsked);
}

void ReadingDesks::addPagesTo(Centre &centre) const
{
    centre.add(Centre::Page::Overview, m_overview->page());
    centre.add(Centre::Page::Search, m_search->page());
    centre.add(Centre::Page::Compare, m_compare->page());
}

void ReadingDesks::link(TimelineView &timeline) const
{
    connect(&timeline, &TimelineView::eventSelected, m_table, &TableDesk::selectRow);
    connect(&timeline, &TimelineView::selectionCleared, m_table, &TableDesk::clearSelected);
    connect(m_table, &TableDesk::eventAsked, &timeline, &TimelineView::selectRow);
    connect(&m_table->listing(), &EventListing::listedChanged, &timeline,
        [&timeline](const std::shared_ptr<const ListedEvents> &listed) {
            const auto &shown = timeline.model().session();
            const bool isShown = shown && shown->id == listed->source.session;
            timeline.setMatching(isShown ? listed->matching : nullptr);
        });
    connect(&timeline, &TimelineView::measured, m_statistics,
        [this, &timeline] { m_statistics->setRange(timeline.measuredRange()); });
}

void ReadingDesks::focusSearch() const
{
    m_search->page()->focusQuery();
}

} // namespace sluice::ui
