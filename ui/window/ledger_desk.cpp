// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/ledger_desk.h"

#include "core/base/clock.h"
#include "ui/bridge/bridge.h"
#include "ui/models/shown_session.h"
#include "ui/queue/ledger_page.h"

namespace sluice::ui {

namespace {

/// More events of one flush are not listed; the list says so.
constexpr std::size_t mostListed = 1'000;

} // namespace

LedgerDesk::LedgerDesk(Bridge &bridge, ShownSession &shown, QWidget *parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_shown(shown)
    , m_page(new LedgerPage(shown.timeline(), parent))
{
    connect(&bridge, &Bridge::ledgerChanged, m_page, &LedgerPage::showAll);
    connect(&bridge, &Bridge::queueDepthChanged, m_page, &LedgerPage::showQueue);
    connect(&shown, &ShownSession::opened, this, &LedgerDesk::showNow);
    connect(&shown, &ShownSession::summaryChanged, this, &LedgerDesk::showNow);

    SessionReader &reader = bridge.reader();
    connect(m_page, &LedgerPage::eventsOfFlushWanted, this,
        [this](quint64 sequence) { m_bridge.reader().readFlushEvents(m_shown.id(), sequence, mostListed); });
    connect(&reader, &SessionReader::flushEventsRead, this,
        [this](const SessionId &session, quint64 sequence, const std::vector<EventHead> &events) {
            if (session == m_shown.id())
                m_page->showFlushEvents(sequence, events);
        });
    connect(&reader, &SessionReader::flushEventsFailed, this,
        [this](const SessionId &session, quint64 sequence, const QString &message) {
            if (session == m_shown.id())
                m_page->showNoFlushEvents(sequence, message);
        });
}

void LedgerDesk::showNow()
{
    if (const auto &session = m_shown.summary())
        m_page->showSession(*session, m_bridge.clock().wallNow());
}

} // namespace sluice::ui
