// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/compare_desk.h"

#include "ui/analysis/session_compare_page.h"
#include "ui/bridge/bridge.h"
#include "ui/models/price_shelf.h"
#include "ui/models/shown_session.h"

namespace sluice::ui {

CompareDesk::CompareDesk(Bridge &bridge, ShownSession &shown, PriceShelf &prices, QWidget *parent)
    : QObject(parent)
    , m_prices(prices)
    , m_reader(bridge.dataDir())
    , m_page(new SessionComparePage(parent))
{
    connect(&bridge, &Bridge::sessionsChanged, m_page, &SessionComparePage::showSessions);
    connect(&shown, &ShownSession::opened, m_page,
        [this](const SessionSummary &session) { m_page->preferFirst(session.id); });
    connect(m_page, &SessionComparePage::pairAsked, &m_reader,
        [this](const std::array<SessionId, 2> &sessions) { m_reader.compare(sessions, m_prices.prices()); });
    connect(m_page, &SessionComparePage::cancelled, &m_reader, &ComparisonReader::cancel);
    connect(m_page, &SessionComparePage::promptsAsked, &m_reader, &ComparisonReader::diffPrompts);
    connect(&m_reader, &ComparisonReader::progressed, m_page, &SessionComparePage::showProgress);
    connect(&m_reader, &ComparisonReader::compared, m_page, &SessionComparePage::showCompared);
    connect(&m_reader, &ComparisonReader::compareFailed, m_page, &SessionComparePage::showProblem);
    connect(&m_reader, &ComparisonReader::promptsDiffed, m_page, &SessionComparePage::showDiff);
    connect(&m_reader, &ComparisonReader::diffFailed, m_page, &SessionComparePage::showDiffProblem);
    connect(m_page, &SessionComparePage::eventOpened, this, &CompareDesk::eventOpened);
}

} // namespace sluice::ui
