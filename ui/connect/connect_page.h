// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"
#include "core/model/clients_seen.h"
#include "core/model/session.h"
#include "ui/bridge/connection_test.h"
#include "ui/models/clients_model.h"
#include "ui/models/lost_by_sdk_model.h"
#include "ui/models/rejected_requests_model.h"

#include <QList>
#include <QWidget>

class QLabel;
class QPushButton;
class QTabWidget;

namespace sluice::ui {

class AccessPanel;
class ClientsPanel;
class LinesPanel;
class MessageBanner;

/// How to connect an agent, and what became of it: the lines to copy for each SDK, who sends, what was
/// rejected, what SDKs lost, who may send, and a test that sends a real request. Knows no collector: it shows
/// what it is told, and asks by signals. thread: GUI.
class ConnectPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectPage(QWidget *parent = nullptr);

    /// Where agents send to; empty: nowhere, and `why`. `why` with a `url`: it is another Sluice that listens
    /// there, and only that one knows who sends.
    void showCollector(const QString &url, const QString &why);

    /// Who may send. `whyFixed` not empty: it cannot be changed here, for that reason.
    void showAccess(const CollectorAccess &access, const QString &whyFixed);
    void showAccessProblem(const QString &problem);

    void showClients(const ClientsSeen &seen);
    void showSessions(const QList<sluice::SessionSummary> &sessions);
    void showTest(const ConnectionReport &report);
    void setNow(Timestamp now);

    LinesPanel *lines() const { return m_lines; }

    enum class Tab { Clients, Rejected, Lost, Access };
    void openTab(Tab tab);

Q_SIGNALS:
    /// The page is in sight, or out of it: nobody needs to look for it.
    void shown(bool isShown);
    /// A test request to `url`, with that key.
    void testAsked(const QString &url, const QString &key);
    void sessionAsked(const sluice::SessionId &session);
    void accessAsked(const sluice::CollectorAccess &access);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildHead();
    QWidget *buildTabs();
    void showTarget();
    void showState();
    void nameTabs();

    ClientsModel m_clients;
    RejectedRequestsModel m_rejected;
    LostBySdkModel m_lost;
    QString m_url; ///< where agents send to; empty: nowhere
    QString m_why; ///< it is not this window's
    CollectorAccess m_access;
    std::uint64_t m_requests = 0;
    std::uint64_t m_forgottenClients = 0;
    std::uint64_t m_forgottenRejected = 0;
    QString m_testUrl;
    SessionId m_testSession;
    Timestamp m_now{};

    QLabel *m_state = nullptr;
    QPushButton *m_test = nullptr;
    MessageBanner *m_result = nullptr;
    LinesPanel *m_lines = nullptr;
    QTabWidget *m_tabs = nullptr;
    ClientsPanel *m_clientsPanel = nullptr;
    AccessPanel *m_accessPanel = nullptr;
};

} // namespace sluice::ui
