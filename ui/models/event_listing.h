// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/event_filter.h"
#include "core/analysis/event_order.h"
#include "core/model/ids.h"
#include "core/timeline/event_set.h"
#include "ui/models/background_work.h"

#include <QObject>
#include <QTimer>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace sluice::ui {

/// The events of a session at one moment, and what belongs to them.
struct EventSource
{
    SessionId session{};
    EventSnapshot events{};
    std::vector<std::string> tags{};
    std::vector<std::string> agentNames{}; ///< by the snapshot's agent numbers; empty = only the id is known
    Timestamp zero{}; ///< the session's start
};

/// A list of events as it is shown. Immutable. thread: any.
struct ListedEvents
{
    EventSource source{};
    std::shared_ptr<const PriceTable> prices{};
    EventCosts costs{};
    EventSorting sorting{};
    std::vector<EventIndex> order{}; ///< those that the filter holds for
    bool isFiltered = false;
    std::shared_ptr<const EventSet> matching{}; ///< those in `order`; null without a filter
    bool isBySearch = true; ///< false: some `text:` was looked for in the names only
    bool isSearchCut = false; ///< a full-text search found more than it gives

    std::size_t total() const { return source.events.size(); }
    /// The place of this row's event in `order`; order.size() when it is not shown.
    std::size_t placeOf(std::int64_t row) const;
    std::string_view agentText(EventIndex event) const;
};

/// Filters and sorts the events of the shown session off the GUI thread. What was listed stays until the new
/// list is there. News of the session wait for the list in the making, so that a busy session does not keep
/// it from ever being ready; what a person asks for takes its place at once.
/// thread: GUI.
class EventListing final : public QObject
{
    Q_OBJECT
public:
    explicit EventListing(QObject *parent = nullptr);

    /// Another session, or news of the same one.
    void setSource(EventSource source);
    void setPrices(std::shared_ptr<const PriceTable> prices);
    void setFilter(const sluice::FilterNode &filter);
    void setSorting(const sluice::EventSorting &sorting);

    /// What a full-text search found for textsAsked(); rows rising. `isCut`: it found more than these.
    void setTextRows(const std::map<std::string, std::vector<std::int64_t>> &rowsOfText, bool isCut);

    const EventSource &source() const { return m_source; }
    const FilterNode &filter() const { return m_filter; }
    const EventSorting &sorting() const { return m_sorting; }
    const std::shared_ptr<const ListedEvents> &listed() const { return m_listed; } ///< never null
    bool isWorking() const { return m_isWorking; }

Q_SIGNALS:
    void listedChanged(const std::shared_ptr<const sluice::ui::ListedEvents> &listed);
    void workingChanged(bool isWorking);
    void vocabularyChanged(const sluice::FilterVocabulary &vocabulary);
    /// A filter looks for these texts in the session's bodies.
    void textsAsked(const sluice::SessionId &session, const std::vector<std::string> &texts);

private:
    void start();
    void startSoon();
    void take(std::shared_ptr<const ListedEvents> listed);
    void setWorking(bool isWorking);
    void readVocabulary();
    void askForTexts();

    EventSource m_source;
    std::shared_ptr<const PriceTable> m_prices;
    FilterNode m_filter;
    EventSorting m_sorting;
    std::map<std::string, std::vector<std::int64_t>> m_rowsOfText;
    bool m_areRowsCut = false;
    std::shared_ptr<const ListedEvents> m_listed;
    bool m_isWorking = false;
    bool m_hasNews = false; ///< came while it was working
    std::size_t m_namesRead = 0; ///< of the vocabulary that was told last
    QTimer m_soon; ///< news are listed at most so often
    BackgroundWork m_work; ///< last: its thread ends first
};

} // namespace sluice::ui
