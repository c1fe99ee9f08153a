// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Who hears whom: the bridge, the panels, the lab, the ledger, the commands.

#include "ui/bridge/bridge.h"
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
#include "ui/window/exchange_desk.h"
#include "ui/window/lab_desk.h"
#include "ui/window/ledger_bar.h"
#include "ui/window/ledger_desk.h"
#include "ui/window/main_window.h"
#include "ui/window/palette_desk.h"
#include "ui/window/port_banner.h"
#include "ui/window/reading_desks.h"
#include "ui/window/start_page.h"
#include "ui/window/statistics_desk.h"
#include "ui/window/table_desk.h"
#include "ui/window/timeline_desk.h"
#include "ui/window/window_docks.h"

#include <QAction>

#include <utility>

namespace sluice::ui {

void MainWindow::connectBridge()
{
    connect(&m_bridge, &Bridge::sessionsChanged, &m_sessions, &SessionsModel::update);
    connect(&m_bridge, &Bridge::ledgerChanged, m_ledger, &LedgerBar::showLedger);
    connect(&m_bridge, &Bridge::queueDepthChanged, m_ledger, &LedgerBar::showQueue);
    connect(&m_bridge, &Bridge::queueDepthChanged, m_queuePanel, &QueuePanel::showQueue);
    connect(&m_bridge, &Bridge::depthsSampled, m_queuePanel, &QueuePanel::showDepths);
    connect(&m_bridge, &Bridge::collectorChanged, m_startPage, &StartPage::showStats);
    connect(&m_bridge, &Bridge::collectorChanged, m_collectorLabel, &CollectorLabel::showStats);
    connect(&m_bridge.store(), &StoreFollower::failureChanged, this, [this](const QString &problem) {
        if (problem.isEmpty())
            m_storeBanner->dismiss();
        else
            m_storeBanner->showMessage(Severity::Critical, problem);
    });
    SessionReader &reader = m_bridge.reader();
    connect(&reader, &SessionReader::exported, this,
        [this](const QString &path) { m_banner->showMessage(Severity::Ok, tr("Exported to %1").arg(path)); });
    connect(&reader, &SessionReader::exportFailed, this, [this](const QString &path, const QString &message) {
        m_banner->showMessage(Severity::Critical, tr("%1 was not written: %2").arg(path, message));
    });
}

void MainWindow::connectPanels()
{
    connect(&m_shown, &ShownSession::opened, this, &MainWindow::showSession);
    connect(&m_shown, &ShownSession::summaryChanged, this, &MainWindow::refreshSession);
    connect(&m_sessions, &QAbstractItemModel::rowsInserted, this, &MainWindow::openFirstSession);
    connect(&m_sessions, &QAbstractItemModel::modelReset, this, &MainWindow::openFirstSession);
    connect(m_sessionsPanel, &SessionsPanel::chosen, this, &MainWindow::openSession);
    connect(m_sessionsPanel, &SessionsPanel::exportAsked, this, &MainWindow::askExport);
    connect(m_timeline, &TimelineView::eventSelected, m_detailsDesk, &DetailsDesk::showEvent);
    connect(m_timeline, &TimelineView::selectionCleared, m_detailsDesk, &DetailsDesk::showSession);
    connect(m_timeline, &TimelineView::flushSelected, this, [this](quint64 sequence) {
        if (const FlushRecord *flush = m_shown.timeline().flushOf(sequence))
            m_detailsDesk->showDelivery(flushDetails(*flush));
    });
    connect(m_timeline, &TimelineView::dropsSelected, this,
        [this](const DropRun &run) { m_detailsDesk->showDelivery(dropDetails(run)); });
    connect(m_timeline, &TimelineView::followChanged, m_actions.follow, &QAction::setChecked);
    connect(m_burstDesk, &BurstDesk::sessionMade, this, &MainWindow::openFresh);
    connect(m_burstDesk, &BurstDesk::changed, this, [this](bool canFire, bool canStop) {
        m_actions.fire->setEnabled(canFire);
        m_actions.stop->setEnabled(canStop);
    });
    connect(m_startPage, &StartPage::demoAsked, m_burstDesk, &BurstDesk::fireDemo);
    connect(m_startPage, &StartPage::connectAsked, this, [this] { showPage(Centre::Page::Connect); });
    connect(m_collectorLabel, &CollectorLabel::asked, this, [this] { showPage(Centre::Page::Connect); });
    connect(m_connectDesk, &ConnectDesk::sessionAsked, this, &MainWindow::goToSession);
    connect(m_connectDesk, &ConnectDesk::collectorChanged, this,
        [this] { refreshSources(QString(m_whyNoCollector)); });
    connect(m_portBanner, &PortBanner::portAsked, this, &MainWindow::listenAsked);
    connect(m_portBanner, &PortBanner::retryAsked, this, [this] { Q_EMIT listenAsked(m_wantedPort); });
    connect(&m_seconds, &QTimer::timeout, this, &MainWindow::refreshNow);
}

void MainWindow::connectLab()
{
    connect(m_labDesk, &LabDesk::sessionMade, this, &MainWindow::openFresh);
    connect(m_labDesk, &LabDesk::flushAsked, this, &MainWindow::goToFlush);
    connect(m_labDesk, &LabDesk::queueAsked, this, [this] { m_docks->raiseLedger(); });
}

void MainWindow::connectLedger()
{
    LedgerPage *page = m_ledgerDesk->page();
    connect(m_ledger, &LedgerBar::asked, m_docks, &WindowDocks::raiseLedger);
    connect(page, &LedgerPage::eventAsked, this, &MainWindow::goToEvent);
    connect(page, &LedgerPage::flushAsked, this, &MainWindow::goToFlush);
    connect(page, &LedgerPage::dropAsked, this, [this](const DropRun &run) {
        showTimeline();
        m_timeline->selectDrops(run);
    });
    connect(page, &LedgerPage::pictureAsked, m_actions.queueLab, [this] {
        if (!isLabShown())
            m_actions.queueLab->trigger();
        m_labDesk->view()->openPage(LabView::Page::BurstLab);
    });
    connect(m_detailsDesk, &DetailsDesk::flushAsked, this, &MainWindow::goToFlush);
    connect(m_detailsDesk, &DetailsDesk::eventAsked, this, &MainWindow::goToEvent);
}

void MainWindow::connectReading()
{
    m_reading->link(*m_timeline);
    connect(m_reading, &ReadingDesks::eventAsked, this, [this](qint64 row) {
        goToEvent(row);
        m_timeline->fitSelection();
    });
    connect(m_reading, &ReadingDesks::sessionAsked, this, &MainWindow::goToSession);
    connect(m_reading, &ReadingDesks::eventOfSessionAsked, this, &MainWindow::goToEventOf);
    connect(&m_shown, &ShownSession::loadEnded, this, [this] {
        if (const std::optional<qint64> row = std::exchange(m_askedRow, std::nullopt))
            goToEvent(*row);
    });
    connect(m_exchangeDesk, &ExchangeDesk::sessionAsked, this, &MainWindow::goToSession);
    connect(m_paletteDesk, &PaletteDesk::sessionAsked, this, &MainWindow::goToSession);
    m_timeline->setGutterWidth(m_settings.laneNamesWidth());
    connect(m_timeline, &TimelineView::gutterWidthChanged, this,
        [this](int width) { m_settings.setLaneNamesWidth(width); });
    connect(m_timelineDesk, &TimelineDesk::pictureSaved, this,
        [this](const QString &path) { m_banner->showMessage(Severity::Ok, tr("Saved %1").arg(path)); });
    connect(m_timelineDesk, &TimelineDesk::pictureFailed, this,
        [this](const QString &message) { m_banner->showMessage(Severity::Critical, message); });
}

void MainWindow::connectActions()
{
    const auto on
        = [this](QAction *action, auto &&slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.exportSession, [this] { askExport(m_shown.id()); });
    on(m_actions.quit, [this] { close(); });
    on(m_actions.fire, [this] { isLabShown() ? m_labDesk->run() : m_burstDesk->press(); });
    on(m_actions.stop, [this] { isLabShown() ? m_labDesk->stop() : m_burstDesk->pressStop(); });
    on(m_actions.demo, [this] { m_burstDesk->fireDemo(); });
    on(m_actions.startPage, [this] {
        showPage(m_centre->shown() == Centre::Page::Start ? Centre::Page::Timeline : Centre::Page::Start);
    });
    on(m_actions.queueLab, [this](bool lab) { showPage(lab ? Centre::Page::Lab : Centre::Page::Timeline); });
    const auto page = [&on, this](QAction *action, Centre::Page shown) {
        on(action, [this, shown](bool wanted) { showPage(wanted ? shown : Centre::Page::Timeline); });
    };
    page(m_actions.overview, Centre::Page::Overview);
    page(m_actions.search, Centre::Page::Search);
    page(m_actions.compare, Centre::Page::Compare);
    page(m_connectDesk->action(), Centre::Page::Connect);
    connect(m_centre, &Centre::changed, m_reading, [this](Centre::Page shown) {
        if (shown == Centre::Page::Search)
            m_reading->focusSearch();
    });
    on(m_actions.filterEvents, [this] {
        m_docks->raiseEvents();
        m_reading->table()->focusFilter();
    });
    on(m_actions.prices, [this] { m_reading->statistics()->editPrices(); });
    on(m_actions.wheelZooms, [this](bool zooms) {
        m_timeline->setWheelZooms(zooms);
        m_settings.setWheelZooms(zooms);
    });
    on(m_actions.statistics, [this] { m_docks->raiseStatistics(); });
    on(m_actions.ledger, [this] { m_docks->raiseLedger(); });
    on(m_actions.zoomIn, [this] { m_timeline->zoomIn(); });
    on(m_actions.zoomOut, [this] { m_timeline->zoomOut(); });
    on(m_actions.fit, [this] { m_timeline->fitAll(); });
    on(m_actions.follow, [this](bool follow) { m_timeline->setFollow(follow); });
    on(m_actions.laneByType, [this] { m_timeline->setLaneBy(LaneBy::Type); });
    on(m_actions.laneByAgent, [this] { m_timeline->setLaneBy(LaneBy::Agent); });
    on(m_actions.nextPanel, [this] { m_docks->focusNext(); });
    on(m_actions.previousPanel, [this] { m_docks->focusPrevious(); });
    on(m_actions.fullScreen, [this](bool full) { full ? showFullScreen() : showNormal(); });
    on(m_actions.resetLayout, [this] {
        m_docks->reset();
        m_settings.forgetLayout();
    });
    on(m_actions.palette, [this] { m_paletteDesk->open(); });
    on(m_actions.keys, [this] { showKeys(); });
    on(m_actions.about, [this] { showAbout(); });
    m_timeline->setLaneBy(LaneBy::Agent);
    m_actions.follow->setChecked(m_timeline->isFollowing());
    m_actions.wheelZooms->setChecked(m_settings.wheelZooms());
    m_timeline->setWheelZooms(m_settings.wheelZooms());
}

} // namespace sluice::ui
