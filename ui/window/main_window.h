// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "ui/models/sessions_model.h"
#include "ui/models/shown_session.h"
#include "ui/settings/forward_settings.h"
#include "ui/settings/window_settings.h"
#include "ui/window/centre.h"
#include "ui/window/window_actions.h"

#include <QMainWindow>
#include <QTimer>

#include <optional>

namespace sluice::ui {

class Bridge;
class BurstDesk;
class CollectorLabel;
class ConnectDesk;
class DetailsDesk;
class ExchangeDesk;
class ExchangeJobs;
class ForwardBridge;
class ForwardDesk;
class LabBridge;
class LabDesk;
class LedgerBar;
class LedgerDesk;
class MessageBanner;
class PaletteDesk;
class PortBanner;
class QueuePanel;
class ReadingDesks;
class SessionsPanel;
class StartPage;
class ThemeDesk;
class TimelineDesk;
class TimelineView;
class WatchBridge;
class WatchDesk;
class WindowDocks;

/// The doors to the core that a window needs. Not owned; they outlive it.
struct WindowDoors
{
    Bridge &bridge;
    LabBridge &lab;
    WatchBridge &watch;
    ExchangeJobs &exchange;
    ForwardBridge &forward;
};

/// The window: puts the panels around the timeline and connects them with each other and with the bridge. The
/// panels do not know of each other.
/// thread: GUI.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// `settings` outlive the window.
    MainWindow(const WindowDoors &doors, WindowSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// A line across the top until it is closed.
    void showNotice(const QString &text);

    /// Why no collector listens: the port's holder, and what can be done. `port` is the one that was asked
    /// for.
    void showCollectorProblem(const QString &message, quint16 port);

    /// The collector listens, or there is none by choice; burst controls follow what the bridge can do.
    void refreshSources(const QString &whyNoCollector);

    /// Wears this theme without remembering it.
    void setTheme(WindowSettings::ThemeChoice choice);

    /// Imports them one after the other, and says what came of it.
    void openFiles(const QStringList &paths);

    /// Shows the window before all others and gives it the keyboard, as far as the desktop allows.
    void comeToFront();

    ShownSession &shown() { return m_shown; }

Q_SIGNALS:
    /// The user wants the collector on this port.
    void listenAsked(quint16 port);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildMenus();
    void buildToolBar();
    void buildStatusBar();
    void connectBridge();
    void connectPanels();
    void connectLab();
    void connectLedger();
    void connectReading();
    void connectActions();

    void openSession(const SessionId &session);
    void openFresh(const SessionSummary &session);
    void openFirstSession();
    void showSession(const SessionSummary &session);
    void refreshSession(const SessionSummary &session);
    void showPage(Centre::Page page);
    void showCentre();
    void showTimeline();
    bool isLabShown() const;
    void goToEvent(qint64 row);
    void goToFlush(quint64 sequence);
    void goToSession(const SessionId &session);
    void goToEventOf(const SessionId &session, qint64 row);
    void refreshNow();
    void askExport(const SessionId &session);

    void restorePlace();
    void showKeys();
    void showAbout();

    Bridge &m_bridge;
    LabBridge &m_lab;
    WatchBridge &m_watch;
    ExchangeJobs &m_exchange;
    ForwardBridge &m_forward;
    WindowSettings &m_settings;
    ForwardSettings m_forwardSettings;
    SessionsModel m_sessions;
    ShownSession m_shown;
    WindowActions m_actions;
    QTimer m_seconds;
    std::optional<qint64> m_askedRow; ///< to be selected when the session is read
    Centre::Page m_wanted = Centre::Page::Timeline; ///< without a session it is the start page

    // Children of the window; Qt deletes them.
    MessageBanner *m_banner = nullptr;
    MessageBanner *m_storeBanner = nullptr;
    PortBanner *m_portBanner = nullptr;
    Centre *m_centre = nullptr;
    StartPage *m_startPage = nullptr;
    TimelineView *m_timeline = nullptr;
    SessionsPanel *m_sessionsPanel = nullptr;
    QueuePanel *m_queuePanel = nullptr;
    DetailsDesk *m_detailsDesk = nullptr;
    ReadingDesks *m_reading = nullptr;
    TimelineDesk *m_timelineDesk = nullptr;
    PaletteDesk *m_paletteDesk = nullptr;
    ExchangeDesk *m_exchangeDesk = nullptr;
    ConnectDesk *m_connectDesk = nullptr;
    ForwardDesk *m_forwardDesk = nullptr;
    BurstDesk *m_burstDesk = nullptr;
    LabDesk *m_labDesk = nullptr;
    LedgerDesk *m_ledgerDesk = nullptr;
    WatchDesk *m_watchDesk = nullptr;
    ThemeDesk *m_themeDesk = nullptr;
    WindowDocks *m_docks = nullptr;
    LedgerBar *m_ledger = nullptr;
    CollectorLabel *m_collectorLabel = nullptr;
    quint16 m_wantedPort = 0;
    QString m_whyNoCollector;
};

} // namespace sluice::ui
