// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/main_window.h"

#include "core/base/clock.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/convert.h"
#include "ui/inspector/details_panel.h"
#include "ui/lab/burst_panel.h"
#include "ui/models/endpoint_text.h"
#include "ui/models/format.h"
#include "ui/queue/queue_panel.h"
#include "ui/sessions/sessions_panel.h"
#include "ui/theme/theme.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_banner.h"
#include "ui/window/key_sheet.h"
#include "ui/window/ledger_bar.h"
#include "ui/window/port_banner.h"
#include "ui/window/start_page.h"
#include "ui/window/window_docks.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr QSize firstSize{1440, 900};
constexpr QSize roomForFrame{16, 48};
constexpr QSize leastSize{1024, 640};

/// What the desktop looked like before the first window took its own theme.
Theme systemTheme()
{
    static const Theme theme = themeOf(QApplication::palette());
    return theme;
}

Theme themeFor(WindowSettings::ThemeChoice choice)
{
    switch (choice) {
    case WindowSettings::ThemeChoice::Light:
        return Theme::Light;
    case WindowSettings::ThemeChoice::Dark:
        return Theme::Dark;
    case WindowSettings::ThemeChoice::System:
        break;
    }
    return systemTheme();
}

/// A session that was just made here, before the store knows of it.
SessionSummary freshSession(const SessionId &id, const BurstPlan &plan, Timestamp now)
{
    SessionSummary session;
    session.id = id;
    session.origin = Origin::Recorded;
    session.tags = plan.tags;
    session.started = now;
    session.lastNews = now;
    return session;
}

} // namespace

MainWindow::MainWindow(Bridge &bridge, WindowSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_shown(bridge)
    , m_actions(this)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Sluice"));
    setMinimumSize(leastSize);
    setTheme(settings.theme());
    buildCentre();
    buildDocks();
    buildMenus();
    buildToolBar();
    buildStatusBar();
    connectBridge();
    connectPanels();
    connectActions();
    restorePlace();
    refreshNow();
    showCentre();
    m_seconds.start(std::chrono::seconds(1));
    m_burstPanel->fireButton()->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::connectBridge()
{
    connect(&m_bridge, &Bridge::sessionsChanged, &m_sessions, &SessionsModel::update);
    connect(&m_bridge, &Bridge::ledgerChanged, m_ledger, &LedgerBar::showLedger);
    connect(&m_bridge, &Bridge::queueDepthChanged, m_ledger, &LedgerBar::showQueue);
    connect(&m_bridge, &Bridge::queueDepthChanged, m_queuePanel, &QueuePanel::showQueue);
    connect(&m_bridge, &Bridge::depthsSampled, m_queuePanel, &QueuePanel::showDepths);
    connect(&m_bridge, &Bridge::burstChanged, this, &MainWindow::showBurst);
    connect(&m_bridge, &Bridge::collectorChanged, this, &MainWindow::showCollectorStats);
    connect(&m_bridge.store(), &StoreFollower::failureChanged, this, [this](const QString &problem) {
        if (problem.isEmpty())
            m_storeBanner->dismiss();
        else
            m_storeBanner->showMessage(Severity::Critical, problem);
    });
    SessionReader &reader = m_bridge.reader();
    connect(&reader, &SessionReader::eventRead, m_detailsPanel,
        [this](std::int64_t, const StoredEvent &event) { m_detailsPanel->showDetails(eventDetails(event)); });
    connect(&reader, &SessionReader::eventFailed, m_detailsPanel,
        [this](std::int64_t, const QString &message) { m_detailsPanel->showMessage(message); });
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
    connect(m_timeline, &TimelineView::eventSelected, this, &MainWindow::showEventDetails);
    connect(m_timeline, &TimelineView::selectionCleared, this, &MainWindow::showSessionDetails);
    connect(m_timeline, &TimelineView::followChanged, m_actions.follow, &QAction::setChecked);
    connect(m_burstPanel, &BurstPanel::fireAsked, this, &MainWindow::askToFire);
    connect(m_burstPanel, &BurstPanel::stopAsked, &m_bridge, &Bridge::stopBurst);
    connect(m_remoteBanner, &MessageBanner::actionTriggered, this, &MainWindow::fireAtRemote);
    connect(m_startPage, &StartPage::demoAsked, this, &MainWindow::fireDemo);
    connect(m_portBanner, &PortBanner::portAsked, this, &MainWindow::listenAsked);
    connect(m_portBanner, &PortBanner::retryAsked, this, [this] { Q_EMIT listenAsked(m_wantedPort); });
    connect(&m_seconds, &QTimer::timeout, this, &MainWindow::refreshNow);
}

void MainWindow::connectActions()
{
    const auto on
        = [this](QAction *action, auto &&slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.exportSession, [this] { askExport(m_shown.id()); });
    on(m_actions.quit, [this] { close(); });
    on(m_actions.fire, [this] { m_burstPanel->fireButton()->click(); });
    on(m_actions.stop, [this] { m_burstPanel->stopButton()->click(); });
    on(m_actions.demo, [this] { fireDemo(); });
    on(m_actions.startPage, [this] {
        m_startPageAsked = m_centre->currentWidget() != m_startPage;
        showCentre();
    });
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
    on(m_actions.themeSystem, [this] { chooseTheme(WindowSettings::ThemeChoice::System); });
    on(m_actions.themeLight, [this] { chooseTheme(WindowSettings::ThemeChoice::Light); });
    on(m_actions.themeDark, [this] { chooseTheme(WindowSettings::ThemeChoice::Dark); });
    on(m_actions.switchTheme, [this] { switchTheme(); });
    on(m_actions.keys, [this] { showKeys(); });
    on(m_actions.about, [this] { showAbout(); });
    m_actions.follow->setChecked(m_timeline->isFollowing());
}

// Sessions

void MainWindow::openSession(const SessionId &session)
{
    if (const SessionSummary *summary = m_sessions.find(session))
        m_shown.open(*summary);
    m_startPageAsked = false;
    showCentre();
}

void MainWindow::openFirstSession()
{
    if (const SessionSummary *first = m_sessions.at(0); first && !m_shown.id())
        m_sessionsPanel->select(first->id);
    showCentre();
}

void MainWindow::showSession(const SessionSummary &session)
{
    m_queuePanel->showSession(session.id);
    setWindowTitle(tr("%1 – Sluice").arg(toQt(session.displayName())));
    refreshSession(session);
    showSessionDetails();
    showCentre();
}

void MainWindow::refreshSession(const SessionSummary &session)
{
    if (session.ledger)
        m_queuePanel->showStoredLedger(*session.ledger);
    if (!m_eventShown)
        m_detailsPanel->showDetails(sessionDetails(session, m_bridge.clock().wallNow()));
}

void MainWindow::showEventDetails(qint64 row)
{
    m_eventShown = row;
    m_bridge.reader().readEvent(m_shown.id(), row);
}

void MainWindow::showSessionDetails()
{
    m_eventShown.reset();
    m_bridge.reader().forgetEvent();
    if (m_shown.summary())
        m_detailsPanel->showDetails(sessionDetails(*m_shown.summary(), m_bridge.clock().wallNow()));
}

void MainWindow::showCentre()
{
    const bool nothing = !m_shown.id();
    m_centre->setCurrentWidget(
        nothing || m_startPageAsked ? static_cast<QWidget *>(m_startPage) : m_timeline);
    m_actions.exportSession->setEnabled(!nothing);
    for (QAction *action : {m_actions.zoomIn, m_actions.zoomOut, m_actions.fit, m_actions.follow})
        action->setEnabled(m_centre->currentWidget() == m_timeline);
}

void MainWindow::refreshNow()
{
    const Timestamp now = m_bridge.clock().wallNow();
    m_sessions.setNow(now);
    m_queuePanel->setNow(now);
}

void MainWindow::askExport(const SessionId &session)
{
    if (!session)
        return;
    auto *dialog = new QFileDialog(this, tr("Export session"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("session-%1.json").arg(toQt(session.text().substr(0, 8))));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, session](const QString &path) { m_bridge.reader().exportSession(session, path); });
    dialog->open();
}

// Bursts

void MainWindow::askToFire(const BurstPlan &plan)
{
    const QString endpoint = m_bridge.endpoint();
    if (m_remoteAllowed || endpoint.isEmpty() || isLoopbackUrl(endpoint)) {
        fire(plan);
        return;
    }
    m_askedPlan = plan;
    m_remoteBanner->showMessage(Severity::Warning,
        tr("This burst of %1 events would go to %2, which is not this machine.")
            .arg(numberText(plan.events), endpoint),
        tr("Fire it there"));
}

void MainWindow::fireAtRemote()
{
    m_remoteAllowed = true;
    m_remoteBanner->dismiss();
    fire(m_askedPlan);
}

void MainWindow::fire(const BurstPlan &plan)
{
    const Result<SessionId> session = m_bridge.fireBurst(plan);
    if (!session) {
        m_burstPanel->showProblem(toQt(session.error().message));
        return;
    }
    m_startPageAsked = false;
    m_shown.open(freshSession(*session, plan, m_bridge.clock().wallNow()));
    m_sessionsPanel->select(*session);
    m_timeline->setFollow(true);
}

void MainWindow::fireDemo()
{
    const auto &presets = burstPresets();
    const auto demo = std::ranges::find(presets, "Overflow", &BurstPreset::name);
    m_burstPanel->setForm(BurstForm::fromPlan(demo == presets.end() ? BurstPlan{} : demo->plan));
    m_burstPanel->fireButton()->click();
}

void MainWindow::showBurst(const BurstProgress &progress)
{
    m_burstPanel->showProgress(progress);
    m_actions.fire->setEnabled(m_burstPanel->fireButton()->isEnabled());
    m_actions.stop->setEnabled(m_burstPanel->stopButton()->isEnabled());
}

// Sources

void MainWindow::showNotice(const QString &text)
{
    m_banner->showMessage(Severity::Notice, text);
}

void MainWindow::showCollectorProblem(const QString &message, quint16 port)
{
    m_wantedPort = port;
    m_portBanner->showProblem(message, port);
}

void MainWindow::refreshSources(const QString &whyNoCollector)
{
    const std::optional<ListenAddress> address = m_bridge.collectorAddress();
    m_startPage->showCollector(address, whyNoCollector);
    if (address)
        m_portBanner->dismiss();
    m_collectorLabel->setText(address ? tr("● %1").arg(toQt(address->toUrl())) : tr("○ no collector"));
    const bool canRecord = m_bridge.canRecord();
    m_startPage->setBurstAvailable(canRecord);
    m_burstPanel->setUnavailable(canRecord ? QString() : tr("There is no endpoint to send to."));
    m_actions.fire->setEnabled(canRecord);
    m_actions.demo->setEnabled(canRecord);
    m_actions.stop->setEnabled(false);
    if (!canRecord)
        m_ledger->showAbsence(tr("This window records nothing: there is no endpoint to send to."));
}

void MainWindow::showCollectorStats(const CollectorStats &stats)
{
    m_startPage->showStats(stats);
    const std::optional<ListenAddress> address = m_bridge.collectorAddress();
    if (!address)
        return;
    m_collectorLabel->setText(tr("● %1 · %2 events").arg(toQt(address->toUrl()), numberText(stats.events)));
    m_collectorLabel->setToolTip(
        tr("requests %1\nevents committed %2\nrejected %3\nfailed %4\nwith an unknown token "
           "%5\nopen connections %6")
            .arg(numberText(stats.requests), numberText(stats.events), numberText(stats.rejected),
                numberText(stats.failed), numberText(stats.unknownTokens), numberText(stats.connections)));
}

// The window itself

void MainWindow::setTheme(WindowSettings::ThemeChoice choice)
{
    applyTheme(*qApp, themeFor(choice));
    m_actions.themeSystem->setChecked(choice == WindowSettings::ThemeChoice::System);
    m_actions.themeLight->setChecked(choice == WindowSettings::ThemeChoice::Light);
    m_actions.themeDark->setChecked(choice == WindowSettings::ThemeChoice::Dark);
}

void MainWindow::chooseTheme(WindowSettings::ThemeChoice choice)
{
    setTheme(choice);
    m_settings.setTheme(choice);
}

void MainWindow::switchTheme()
{
    chooseTheme(themeOf(palette()) == Theme::Dark ? WindowSettings::ThemeChoice::Light
                                                  : WindowSettings::ThemeChoice::Dark);
}

void MainWindow::restorePlace()
{
    if (!restoreGeometry(m_settings.geometry()))
        resize(firstSize);
    // A frame that is put on later must not push the status bar off the screen. Offscreen there is no frame,
    // and a screen of 800 pixels that means nothing.
    if (QGuiApplication::platformName() != QLatin1String("offscreen"))
        resize(size().boundedTo(screen()->availableSize() - roomForFrame));
    restoreState(m_settings.layout(), WindowSettings::layoutVersion);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_settings.setPlace(saveGeometry(), saveState(WindowSettings::layoutVersion));
    QMainWindow::closeEvent(event);
}

void MainWindow::comeToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showKeys()
{
    (new KeySheet(findChildren<QAction *>(), this))->show();
}

void MainWindow::showAbout()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About Sluice"),
        tr("Sluice %1\n\nA desktop monitor for sessions of AI agents: it records them, receives them from "
           "real "
           "SDKs, keeps them and shows where each event is.\n\nMIT licence. Made with Qt %2.")
            .arg(QApplication::applicationVersion(), QLatin1String(qVersion())),
        QMessageBox::Close, this);
    box->setIconPixmap(windowIcon().pixmap(64));
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace sluice::ui
