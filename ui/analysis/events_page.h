// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/filter_completion.h"
#include "ui/models/event_listing.h"

#include <QWidget>

#include <cstdint>
#include <memory>

class QLabel;
class QToolButton;

namespace sluice::ui {

class EventTable;
class FilterBar;

/// The events of the shown session: a filter, the table, and how much of all is shown. thread: GUI.
class EventsPage final : public QWidget
{
    Q_OBJECT
public:
    /// `listing` outlives it.
    explicit EventsPage(EventListing &listing, QWidget *parent = nullptr);

    FilterBar *filterBar() const { return m_filter; }
    EventTable *table() const { return m_table; }

    void selectRow(std::int64_t row);

    /// What the page says when there is nothing to show.
    QString resultText() const;

Q_SIGNALS:
    void eventAsked(qint64 row);
    void eventOpened(qint64 row);

private:
    QWidget *buildHead();
    void showList(const std::shared_ptr<const ListedEvents> &listed);
    void sayResult();

    EventListing &m_listing;
    FilterBar *m_filter;
    EventTable *m_table;
    QToolButton *m_follow;
    QLabel *m_nothing;
};

} // namespace sluice::ui
