// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/connect_desk.h"

#include "core/base/clock.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/convert.h"
#include "ui/connect/connect_page.h"
#include "ui/window/rescue_banner.h"

#include <QAction>
#include <QDesktopServices>
#include <QUrl>
#include <QWidget>

namespace sluice::ui {

ConnectDesk::ConnectDesk(Bridge &bridge, QWidget *window)
    : QObject(window)
    , m_bridge(bridge)
    , m_page(new ConnectPage(window))
    , m_action(new QAction(tr("Co&nnect an agent"), window))
{
    const QString dataDir = toQt(bridge.dataDir().path.string());
    m_banner = new RescueBanner(
        dataDir, [dir = bridge.dataDir()] { return storeStateAt(dir); }, window);
    m_action->setObjectName(QStringLiteral("actionConnect"));
    m_action->setToolTip(tr("The lines that each SDK needs to send here, and who sends"));
    m_action->setStatusTip(m_action->toolTip());
    m_action->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+C")));
    m_action->setCheckable(true);
    window->addAction(m_action);

    connect(&bridge.clients(), &ClientsReader::changed, m_page, &ConnectPage::showClients);
    connect(&bridge.connectionTest(), &ConnectionTest::changed, m_page, &ConnectPage::showTest);
    connect(&bridge, &Bridge::sessionsChanged, m_page, &ConnectPage::showSessions);
    connect(&bridge, &Bridge::collectorChanged, m_banner, &RescueBanner::showStats);
    connect(m_page, &ConnectPage::shown, this, [this](bool isShown) {
        m_bridge.clients().setWanted(isShown);
        if (isShown)
            showNow();
    });
    connect(m_page, &ConnectPage::testAsked, &bridge.connectionTest(), &ConnectionTest::start);
    connect(m_page, &ConnectPage::sessionAsked, this, &ConnectDesk::sessionAsked);
    connect(m_page, &ConnectPage::accessAsked, this, &ConnectDesk::setAccess);
    connect(m_banner, &RescueBanner::folderAsked, this, &ConnectDesk::openFolder);
    if (const auto &rescue = bridge.hands().rescue)
        m_banner->showRescue(*rescue);
    showAccess();
    showNow();
}

void ConnectDesk::refreshSources(const QString &whyNoCollector)
{
    m_why = whyNoCollector;
    if (const auto address = m_bridge.collectorAddress())
        m_page->showCollector(toQt(address->toUrl()), {});
    else
        m_page->showCollector(toQt(m_bridge.hands().holderUrl), m_why);
}

void ConnectDesk::showNow()
{
    m_page->setNow(m_bridge.clock().wallNow());
}

void ConnectDesk::setAccess(const CollectorAccess &access)
{
    const CollectorHands &hands = m_bridge.hands();
    if (!hands.setAccess)
        return;
    const Result<void> done = hands.setAccess(access);
    refreshSources(done ? m_why : toQt(done.error().message));
    showAccess();
    if (!done)
        m_page->showAccessProblem(toQt(done.error().message));
    Q_EMIT collectorChanged();
}

void ConnectDesk::showAccess()
{
    const CollectorHands &hands = m_bridge.hands();
    m_page->showAccess(hands.access ? hands.access() : CollectorAccess(),
        hands.setAccess
            ? QString()
            : tr("Another Sluice holds the data directory, and its collector listens: who may send "
                 "is set there."));
}

void ConnectDesk::openFolder(const QString &path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace sluice::ui
