// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/search_desk.h"

#include "ui/analysis/search_page.h"
#include "ui/bridge/bridge.h"

namespace sluice::ui {

SearchDesk::SearchDesk(Bridge &bridge, QWidget *parent)
    : QObject(parent)
    , m_search(bridge.dataDir())
    , m_page(new SearchPage(parent))
{
    connect(m_page, &SearchPage::searchAsked, &m_search,
        [this](const QString &query) { m_search.search(query, SearchLimits{}); });
    connect(m_page, &SearchPage::cancelled, &m_search, &TextSearch::cancelSearch);
    connect(&m_search, &TextSearch::found, m_page, &SearchPage::showAnswer);
    connect(&m_search, &TextSearch::failed, m_page, &SearchPage::showProblem);
    connect(m_page, &SearchPage::sessionAsked, this, &SearchDesk::sessionAsked);
    connect(m_page, &SearchPage::eventAsked, this, &SearchDesk::eventAsked);
}

} // namespace sluice::ui
