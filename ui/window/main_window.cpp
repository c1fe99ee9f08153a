// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/main_window.h"

#include "core/base/clock.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/convert.h"
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
#include "ui/window/export_dialog.h"
#include "ui/window/key_sheet.h"
#include "ui/window/lab_desk.h"
#include "ui/window/ledger_bar.h"
#include "ui/window/ledger_desk.h"
#include "ui/window/port_banner.h"
#include "ui/window/start_page.h"
#include "ui/window/theme_desk.h"
#include "ui/window/window_docks.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>

namespace sluice::ui {

namespace {

constexpr QSize firstSize{1440, 900};
constexpr QSize roomForFrame{16, 48};
constexpr QSize leastSize{1024, 640};

} // namespace

MainWindow::MainWindow(const WindowDoors &doors, WindowSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_bridge(doors.bridge)
    , m_lab(doors.lab)
    , m_watch(doors.watch)
    , m_exchange(doors.exchange)
    , m_forward(doors.forward)
    , m_settings(settings)
    , m_forwardSettings(toQt(doors.bridge.dataDir().path.string()), settings.file())
    , m_shown(doors.bridge)
    , m_actions(this)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(tr("Sluice"));
    setMinimumSize(leastSize);
    m_themeDesk = new ThemeDesk(settings, m_actions, this); // before all that is painted
    buildCentre();
    buildDocks();
    buildMenus();
    buildToolBar();
    buildStatusBar();
    connectBridge();
    connectPanels();
    connectLab();
    connectLedger();
    connectReading();
    connectActions();
    restorePlace();
    refreshNow();
    showCentre();
    m_seconds.start(std::chrono::seconds(1));
    m_burstDesk->panel()->fireButton()->setFocus();
}

MainWindow::~MainWindow() = default;

// Sessions

void MainWindow::openSession(const SessionId &session)
{
    if (const SessionSummary *summary = m_sessions.find(session))
        m_shown.open(*summary);
    if (m_wanted != Centre::Page::Lab)
        m_wanted = Centre::Page::Timeline;
    showCentre();
}

void MainWindow::openFresh(const SessionSummary &session)
{
    if (m_wanted != Centre::Page::Lab)
        m_wanted = Centre::Page::Timeline;
    m_shown.open(session);
    m_sessionsPanel->select(session.id);
    m_timeline->setFollow(true);
}

void MainWindow::openFirstSession()
{
    const bool connects = m_wanted == Centre::Page::Connect;
    if (const SessionSummary *first = m_sessions.at(0); first && !m_shown.id())
        m_sessionsPanel->select(first->id);
    if (connects)
        m_wanted = Centre::Page::Connect; // who connects an agent wants to see that it came
    showCentre();
}

void MainWindow::showSession(const SessionSummary &session)
{
    m_queuePanel->showSession(session.id);
    m_exchangeDesk->setSession(session.id);
    setWindowTitle(tr("%1 – Sluice").arg(toQt(session.displayName())));
    refreshSession(session);
    m_askedRow.reset();
    showCentre();
}

void MainWindow::refreshSession(const SessionSummary &session)
{
    if (session.ledger)
        m_queuePanel->showStoredLedger(*session.ledger);
}

void MainWindow::showPage(Centre::Page page)
{
    m_wanted = page;
    showCentre();
}

void MainWindow::showCentre()
{
    const bool nothing = !m_shown.id();
    const bool timeline = m_wanted == Centre::Page::Timeline && !nothing;
    m_centre->showPage(m_wanted == Centre::Page::Timeline && nothing ? Centre::Page::Start : m_wanted);
    m_docks->makeRoom(m_centre->shown() > Centre::Page::Timeline);
    m_actions.queueLab->setChecked(isLabShown());
    m_actions.overview->setChecked(m_centre->shown() == Centre::Page::Overview);
    m_actions.search->setChecked(m_centre->shown() == Centre::Page::Search);
    m_connectDesk->action()->setChecked(m_centre->shown() == Centre::Page::Connect);
    m_actions.compare->setChecked(m_centre->shown() == Centre::Page::Compare);
    m_actions.exportSession->setEnabled(!nothing);
    for (QAction *action : {m_actions.zoomIn, m_actions.zoomOut, m_actions.fit, m_actions.follow})
        action->setEnabled(timeline);
}

void MainWindow::showTimeline()
{
    showPage(Centre::Page::Timeline);
}

bool MainWindow::isLabShown() const
{
    return m_centre->shown() == Centre::Page::Lab;
}

void MainWindow::goToEvent(qint64 row)
{
    showTimeline();
    m_timeline->selectRow(row);
}

void MainWindow::goToFlush(quint64 sequence)
{
    showTimeline();
    m_timeline->selectFlush(sequence);
}

/// In the list and in the centre.
void MainWindow::goToSession(const SessionId &session)
{
    m_sessionsPanel->select(session);
    openSession(session);
}

void MainWindow::goToEventOf(const SessionId &session, qint64 row)
{
    if (session != m_shown.id())
        m_sessionsPanel->select(session);
    if (session != m_shown.id())
        openSession(session);
    goToEvent(row);
    if (m_shown.isLoading())
        m_askedRow = row;
}

void MainWindow::refreshNow()
{
    const Timestamp now = m_bridge.clock().wallNow();
    m_sessions.setNow(now);
    m_queuePanel->setNow(now);
    m_labDesk->setNow(now);
    m_ledgerDesk->showNow();
    m_connectDesk->showNow();
    m_detailsDesk->refresh();
}

void MainWindow::askExport(const SessionId &session)
{
    if (!session)
        return;
    auto *dialog = new QFileDialog(this, tr("Export session"), {}, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(exportNameOf(session) + QStringLiteral(".json"));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, session](const QString &path) { m_bridge.reader().exportSession(session, path); });
    dialog->open();
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
    m_whyNoCollector = whyNoCollector;
    const std::optional<ListenAddress> address = m_bridge.collectorAddress();
    m_startPage->showCollector(address, whyNoCollector);
    if (address)
        m_portBanner->dismiss();
    m_collectorLabel->showAddress(address);
    m_connectDesk->refreshSources(whyNoCollector);
    const bool canRecord = m_bridge.canRecord();
    m_startPage->setBurstAvailable(canRecord);
    m_burstDesk->panel()->setUnavailable(canRecord ? QString() : tr("There is no endpoint to send to."));
    m_labDesk->setUnavailable(canRecord ? QString() : tr("There is no endpoint to send to."));
    m_actions.fire->setEnabled(canRecord);
    m_actions.demo->setEnabled(canRecord);
    m_actions.stop->setEnabled(false);
    if (!canRecord)
        m_ledger->showAbsence(tr("This window records nothing: there is no endpoint to send to."));
}

// The window itself

void MainWindow::setTheme(WindowSettings::ThemeChoice choice)
{
    m_themeDesk->wear(choice);
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
    m_docks->makeRoom(false); // the lab's layout is not the one to come back to
    m_settings.setPlace(saveGeometry(), saveState(WindowSettings::layoutVersion));
    QMainWindow::closeEvent(event);
}

void MainWindow::openFiles(const QStringList &paths)
{
    m_exchangeDesk->openFiles(paths);
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
