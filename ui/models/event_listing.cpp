// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/event_listing.h"

#include <chrono>
#include <numeric>
#include <utility>

namespace sluice::ui {

namespace {

constexpr std::size_t listLane = 0;
constexpr std::size_t vocabularyLane = 1;
constexpr std::chrono::milliseconds newsInterval{200};

/// nullptr: not wanted any more.
std::shared_ptr<const ListedEvents> list(std::shared_ptr<ListedEvents> listed, const FilterNode &filter,
    FilterContext context, const StillWanted &wanted)
{
    const EventSnapshot &events = listed->source.events;
    context.costs = EventCosts(events, *listed->prices);
    if (listed->isFiltered) {
        Result<std::vector<EventIndex>> found = EventFilter(events, filter, context).matches(0, wanted);
        if (!found)
            return nullptr;
        listed->order = std::move(*found);
        listed->matching = std::make_shared<const EventSet>(events.size(), listed->order);
    } else {
        listed->order.resize(events.size());
        std::iota(listed->order.begin(), listed->order.end(), EventIndex{0});
    }
    if (!sortEvents(listed->order, events, listed->sorting, context.costs, listed->source.agentNames, wanted))
        return nullptr;
    listed->costs = std::move(context.costs);
    return listed;
}

bool isNothing(const FilterNode &filter)
{
    return filter.kind == FilterNode::Kind::And && filter.parts.empty();
}

} // namespace

std::size_t ListedEvents::placeOf(std::int64_t row) const
{
    for (std::size_t place = 0; place < order.size(); ++place) {
        if (source.events.row(order[place]) == row)
            return place;
    }
    return order.size();
}

std::string_view ListedEvents::agentText(EventIndex event) const
{
    const std::uint16_t agent = source.events.agent(event);
    const bool hasName = agent < source.agentNames.size() && !source.agentNames[agent].empty();
    return hasName ? std::string_view(source.agentNames[agent]) : source.events.agentId(agent);
}

EventListing::EventListing(QObject *parent)
    : QObject(parent)
    , m_prices(std::make_shared<const PriceTable>())
    , m_listed(std::make_shared<const ListedEvents>())
    , m_work(this)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(newsInterval);
    connect(&m_soon, &QTimer::timeout, this, &EventListing::start);
}

void EventListing::setSource(EventSource source)
{
    const bool isOther = source.session != m_source.session;
    m_source = std::move(source);
    if (!isOther)
        return startSoon();
    m_rowsOfText.clear();
    m_areRowsCut = false;
    m_namesRead = 0;
    askForTexts();
    start();
}

void EventListing::setPrices(std::shared_ptr<const PriceTable> prices)
{
    m_prices = std::move(prices);
    start();
}

void EventListing::setFilter(const FilterNode &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_rowsOfText.clear();
    m_areRowsCut = false;
    askForTexts();
    start();
}

void EventListing::setSorting(const EventSorting &sorting)
{
    if (sorting == m_sorting)
        return;
    m_sorting = sorting;
    start();
}

void EventListing::setTextRows(const std::map<std::string, std::vector<std::int64_t>> &rowsOfText, bool isCut)
{
    m_rowsOfText = rowsOfText;
    m_areRowsCut = isCut;
    start();
}

void EventListing::askForTexts()
{
    const std::vector<std::string> texts = searchedTexts(m_filter);
    if (!texts.empty() && m_source.session)
        Q_EMIT textsAsked(m_source.session, texts);
}

void EventListing::startSoon()
{
    if (m_isWorking)
        m_hasNews = true;
    else if (!m_soon.isActive())
        m_soon.start();
}

void EventListing::start()
{
    m_soon.stop();
    m_hasNews = false;
    setWorking(true);
    auto listed = std::make_shared<ListedEvents>();
    listed->source = m_source;
    listed->prices = m_prices;
    listed->sorting = m_sorting;
    listed->isFiltered = !isNothing(m_filter);
    FilterContext context{m_source.tags, m_source.agentNames, m_source.zero, {}, m_rowsOfText};
    for (const std::string &text : searchedTexts(m_filter))
        listed->isBySearch = listed->isBySearch && m_rowsOfText.contains(text);
    listed->isSearchCut = m_areRowsCut;
    m_work.submit(listLane,
        [this, listed, filter = m_filter, context = std::move(context)](
            const StillWanted &wanted) -> BackgroundWork::Answer {
            std::shared_ptr<const ListedEvents> done = list(listed, filter, context, wanted);
            if (!done)
                return {};
            return [this, done] { take(done); };
        });
}

void EventListing::take(std::shared_ptr<const ListedEvents> listed)
{
    m_listed = std::move(listed);
    setWorking(false);
    Q_EMIT listedChanged(m_listed);
    if (std::exchange(m_hasNews, false))
        startSoon();
    if (m_listed->source.events.nameCount() != m_namesRead)
        readVocabulary();
}

void EventListing::readVocabulary()
{
    m_namesRead = m_listed->source.events.nameCount();
    m_work.submit(
        vocabularyLane, [this, listed = m_listed](const StillWanted &wanted) -> BackgroundWork::Answer {
            const EventSource &source = listed->source;
            const FilterContext context{source.tags, source.agentNames, source.zero, {}, {}};
            auto words = vocabularyOf(source.events, context, wanted);
            if (!words)
                return {};
            return [this, found = std::move(*words)] { Q_EMIT vocabularyChanged(found); };
        });
}

void EventListing::setWorking(bool isWorking)
{
    if (m_isWorking == isWorking)
        return;
    m_isWorking = isWorking;
    Q_EMIT workingChanged(isWorking);
}

} // namespace sluice::ui
