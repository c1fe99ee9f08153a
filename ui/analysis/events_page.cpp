// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/events_page.h"

#include "ui/analysis/event_table.h"
#include "ui/analysis/filter_bar.h"
#include "ui/models/format.h"
#include "ui/models/text_search.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace sluice::ui {

EventsPage::EventsPage(EventListing &listing, QWidget *parent)
    : QWidget(parent)
    , m_listing(listing)
    , m_filter(new FilterBar(this))
    , m_table(new EventTable(this))
    , m_follow(new QToolButton(this))
    , m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("eventsPage"));
    setAccessibleName(tr("Events"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_table, 1);
    layout->addWidget(m_nothing, 1);
    m_nothing->setObjectName(QStringLiteral("eventsNothing"));
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);

    connect(m_filter, &FilterBar::filterChanged, &listing,
        [&listing](const QString &, const FilterNode &filter) { listing.setFilter(filter); });
    connect(m_filter, &FilterBar::left, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_table, &EventTable::termAsked, m_filter, &FilterBar::addTerm);
    connect(m_table, &EventTable::eventAsked, this, &EventsPage::eventAsked);
    connect(m_table, &EventTable::eventOpened, this, &EventsPage::eventOpened);
    connect(&m_table->events(), &EventTableModel::sortAsked, &listing, &EventListing::setSorting);
    connect(&listing, &EventListing::vocabularyChanged, m_filter, &FilterBar::setVocabulary);
    connect(&listing, &EventListing::listedChanged, this, &EventsPage::showList);
    connect(&listing, &EventListing::workingChanged, this, &EventsPage::sayResult);
    showList(listing.listed());
}

QWidget *EventsPage::buildHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    row->setSpacing(metrics::grid);
    row->addWidget(m_filter, 1);
    row->addWidget(m_follow, 0, Qt::AlignTop);
    m_follow->setObjectName(QStringLiteral("eventsFollow"));
    m_follow->setText(tr("Follow"));
    m_follow->setCheckable(true);
    m_follow->setFocusPolicy(Qt::StrongFocus);
    m_follow->setToolTip(plainToolTip(
        tr("Keeps the newest event in sight.\nScrolling to the end starts it, scrolling away ends it.")));
    connect(m_follow, &QToolButton::toggled, m_table, &EventTable::setFollowing);
    connect(m_table, &EventTable::followingChanged, m_follow, &QToolButton::setChecked);
    return head;
}

void EventsPage::selectRow(std::int64_t row)
{
    m_table->selectRow(row);
}

void EventsPage::showList(const std::shared_ptr<const ListedEvents> &listed)
{
    m_table->show(listed);
    const bool isEmpty = listed->order.empty();
    // The focus must not get lost with the table.
    if (isEmpty && m_table->hasFocus())
        m_filter->setFocus(Qt::OtherFocusReason);
    m_table->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    m_nothing->setText(listed->total() == 0
            ? tr("No events yet.")
            : tr("No event matches the filter. Esc in the filter shows all."));
    sayResult();
}

QString EventsPage::resultText() const
{
    const ListedEvents &listed = *m_listing.listed();
    QString text = listed.isFiltered
        ? tr("showing %1 of %2").arg(numberText(listed.order.size()), numberText(listed.total()))
        : tr("%1 events").arg(numberText(listed.total()));
    if (!listed.isBySearch)
        text += tr(" · text: in names only, the full-text search has not answered");
    if (listed.isSearchCut)
        text += tr(" · text: only the earliest %1 hits of each text are looked at")
                    .arg(numberText(TextSearch::mostRows));
    if (m_listing.isWorking())
        text += tr(" · working …");
    return text;
}

void EventsPage::sayResult()
{
    m_filter->setResult(resultText());
}

} // namespace sluice::ui
