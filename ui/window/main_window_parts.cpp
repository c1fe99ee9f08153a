// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Which parts the window has and where they stand. What they do together is in main_window.cpp.

#include "ui/analysis/events_page.h"
#include "ui/analysis/statistics_page.h"
#include "ui/bridge/bridge.h"
#include "ui/connect/connect_page.h"
#include "ui/inspector/details_panel.h"
#include "ui/lab/burst_panel.h"
#include "ui/lab/lab_view.h"
#include "ui/queue/ledger_page.h"
#include "ui/queue/queue_panel.h"
#include "ui/sessions/sessions_panel.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_banner.h"
#include "ui/window/burst_desk.h"
#include "ui/window/collector_label.h"
#include "ui/window/connect_desk.h"
#include "ui/window/details_desk.h"
#include "ui/window/exchange_bar.h"
#include "ui/window/exchange_desk.h"
#include "ui/window/forward_desk.h"
#include "ui/window/lab_desk.h"
#include "ui/window/ledger_bar.h"
#include "ui/window/ledger_desk.h"
#include "ui/window/load_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/palette_desk.h"
#include "ui/window/port_banner.h"
#include "ui/window/reading_desks.h"
#include "ui/window/rescue_banner.h"
#include "ui/window/start_page.h"
#include "ui/window/statistics_desk.h"
#include "ui/window/table_desk.h"
#include "ui/window/timeline_desk.h"
#include "ui/window/watch_banner.h"
#include "ui/window/watch_desk.h"
#include "ui/window/window_docks.h"

#include <QAction>
#include <QMenuBar>
#include <QStatusBar>
#include <QToolBar>

namespace sluice::ui {

void MainWindow::buildCentre()
{
    m_banner = new MessageBanner(this);
    m_banner->setObjectName(QStringLiteral("notice"));
    m_storeBanner = new MessageBanner(this);
    m_storeBanner->setObjectName(QStringLiteral("storeNotice"));
    m_portBanner = new PortBanner(this);
    m_watchDesk = new WatchDesk(m_watch, m_settings, this);
    m_burstDesk = new BurstDesk(m_bridge, this);
    m_startPage = new StartPage(this);
    m_timeline = new TimelineView(m_shown.timeline(), m_bridge.clock(), this);
    m_timeline->setObjectName(QStringLiteral("timeline"));
    m_timeline->setAccessibleName(tr("Timeline"));
    m_timelineDesk = new TimelineDesk(*m_timeline, *this);
    m_paletteDesk = new PaletteDesk(*this, m_sessions);
    m_exchangeDesk = new ExchangeDesk(m_exchange, this);
    m_connectDesk = new ConnectDesk(m_bridge, this);
    m_forwardDesk = new ForwardDesk(m_forward, m_forwardSettings, this);
    m_reading = new ReadingDesks(m_bridge, m_shown, this);
    m_labDesk = new LabDesk({m_bridge, m_lab, m_sessions, m_shown}, this);
    m_centre = new Centre(this);
    m_centre->add(Centre::Page::Start, m_startPage);
    m_centre->add(Centre::Page::Timeline, m_timeline);
    m_centre->add(Centre::Page::Lab, m_labDesk->view());
    m_reading->addPagesTo(*m_centre);
    m_centre->add(Centre::Page::Connect, m_connectDesk->page());
    m_centre->addLines({m_connectDesk->banner(), m_watchDesk->banner(), m_banner, m_storeBanner,
        m_burstDesk->banner(), m_portBanner, m_exchangeDesk->bar()});
    setCentralWidget(m_centre);
}

void MainWindow::buildDocks()
{
    m_sessionsPanel = new SessionsPanel(m_sessions, this);
    m_queuePanel = new QueuePanel(m_shown.flushLog(), this);
    m_detailsDesk = new DetailsDesk(m_bridge, m_shown, this);
    m_ledgerDesk = new LedgerDesk(m_bridge, m_shown, this);
    m_docks = new WindowDocks(this,
        {m_sessionsPanel, m_burstDesk->panel(), m_queuePanel, m_ledgerDesk->page(),
            m_reading->table()->page(), m_reading->statistics()->page(), m_detailsDesk->panel()});
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addActions(m_exchangeDesk->actions());
    file->addActions({m_actions.exportSession, m_timelineDesk->savePicture()});
    file->addSeparator();
    file->addActions(m_forwardDesk->actions());
    file->addSeparator();
    file->addAction(m_actions.quit);

    QMenu *burst = menuBar()->addMenu(tr("&Burst"));
    burst->addActions({m_actions.fire, m_actions.stop});
    burst->addSeparator();
    burst->addAction(m_actions.demo);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addActions(
        {m_actions.zoomIn, m_actions.zoomOut, m_actions.fit, m_actions.follow, m_actions.wheelZooms});
    view->addSeparator();
    view->addActions({m_actions.laneByType, m_actions.laneByAgent});
    view->addSeparator();
    for (QAction *action : m_timelineDesk->viewActions())
        action ? view->addAction(action) : static_cast<void>(view->addSeparator());
    view->addSeparator();
    QMenu *theme = view->addMenu(tr("&Theme"));
    theme->addActions({m_actions.themeSystem, m_actions.themeLight, m_actions.themeDark});
    theme->addSeparator();
    theme->addAction(m_actions.switchTheme);
    theme->addSeparator();
    theme->addActions({m_actions.paletteDefault, m_actions.paletteOkabeIto, m_actions.paletteHighContrast});
    view->addAction(m_actions.fullScreen);

    QMenu *panels = menuBar()->addMenu(tr("&Panels"));
    panels->addActions({m_actions.startPage, m_connectDesk->action(), m_actions.overview, m_actions.search,
        m_actions.compare, m_actions.queueLab});
    panels->addSeparator();
    panels->addActions({m_actions.filterEvents, m_actions.statistics, m_actions.prices, m_actions.ledger});
    panels->addSeparator();
    int number = 0;
    for (QAction *toggle : m_docks->toggles()) {
        toggle->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number++)));
        panels->addAction(toggle);
    }
    panels->addSeparator();
    panels->addActions({m_actions.nextPanel, m_actions.previousPanel, m_actions.resetLayout});

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    help->addActions({m_actions.palette, m_actions.keys});
    help->addSeparator();
    help->addActions(m_watchDesk->actions());
    help->addSeparator();
    help->addAction(m_actions.about);
}

void MainWindow::buildToolBar()
{
    QToolBar *bar = addToolBar(tr("Commands"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setIconSize({16, 16});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_actions.fire, m_actions.stop});
    bar->addSeparator();
    bar->addActions({m_actions.overview, m_actions.search, m_actions.queueLab});
    bar->addSeparator();
    bar->addActions({m_actions.follow, m_actions.fit, m_actions.zoomIn, m_actions.zoomOut});
    bar->addSeparator();
    bar->addAction(m_actions.exportSession);
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    bar->addActions({m_actions.startPage, m_connectDesk->action(), m_actions.switchTheme, m_actions.keys});
    for (QAction *action : {m_actions.fire, m_actions.stop, m_actions.overview, m_actions.search,
             m_actions.queueLab, m_actions.follow, m_actions.fit, m_actions.zoomIn, m_actions.zoomOut,
             m_actions.exportSession, m_actions.startPage, m_actions.switchTheme, m_actions.keys}) {
        QString name = action->text();
        action->setIconText(name.remove(QLatin1Char('&')).remove(QStringLiteral("…")));
    }
    m_actions.overview->setIconText(tr("Overview"));
    m_actions.search->setIconText(tr("Search"));
    m_actions.fit->setIconText(tr("Fit"));
    m_connectDesk->action()->setIconText(tr("Connect"));
    m_actions.follow->setIconText(tr("Follow"));
    m_actions.exportSession->setIconText(tr("Export"));
    m_actions.switchTheme->setIconText(tr("Theme"));
}

void MainWindow::buildStatusBar()
{
    m_ledger = new LedgerBar(this);
    m_collectorLabel = new CollectorLabel(this);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_ledger, 1);
    statusBar()->addPermanentWidget(new LoadBar(m_shown, this));
    statusBar()->addPermanentWidget(m_forwardDesk->indicator());
    statusBar()->addPermanentWidget(m_collectorLabel);
}

} // namespace sluice::ui
