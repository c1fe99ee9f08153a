// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/event_listing.h"
#include "ui/models/text_search.h"

#include <QObject>
#include <QTimer>

#include <cstdint>

namespace sluice::ui {

class Bridge;
class EventsPage;
class PriceShelf;
class ShownSession;

/// The table of the shown session's events, and what it is told. It looks at the session while it can be
/// seen. thread: GUI.
class TableDesk final : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    TableDesk(Bridge &bridge, ShownSession &shown, PriceShelf &prices, QWidget *parent);

    EventsPage *page() const { return m_page; }
    EventListing &listing() { return m_listing; }

    /// The event that is selected elsewhere; tells nobody.
    void selectRow(std::int64_t row);
    void clearSelected();
    /// The filter gets the focus.
    void focusFilter();
    /// Adds a term to the filter, as "type:llm".
    void filterBy(const QString &term);

    /// Somebody else shows figures of the list: it is kept up to date though the table cannot be seen.
    void setAlsoWanted(bool isWanted);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// A person chose this event, or wants a closer look at it.
    void eventAsked(qint64 row);
    void eventOpened(qint64 row);
    /// Another filter is in force; an empty one holds for all.
    void filterChanged(const QString &text, const sluice::FilterNode &filter);

private:
    void look();
    bool isWanted() const;

    ShownSession &m_shown;
    EventListing m_listing;
    TextSearch m_search;
    EventsPage *m_page;
    bool m_isAlsoWanted = false;
    QTimer m_soon; ///< so often at most the session is looked at
};

} // namespace sluice::ui
