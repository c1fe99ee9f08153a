// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"

#include <QObject>
#include <QString>

class QAction;

namespace sluice {
struct CollectorAccess;
} // namespace sluice

namespace sluice::ui {

class Bridge;
class ConnectPage;
class RescueBanner;

/// The connect page in the window, the line that says what is the matter with the store, and what both are
/// told. thread: GUI.
class ConnectDesk final : public QObject
{
    Q_OBJECT
public:
    /// `bridge` outlives it.
    ConnectDesk(Bridge &bridge, QWidget *window);

    ConnectPage *page() const { return m_page; }
    RescueBanner *banner() const { return m_banner; }

    /// "Connect an agent": shows the page, or what was there before. For menus and the tool bar.
    QAction *action() const { return m_action; }

    /// The collector listens elsewhere, or there is none and why.
    void refreshSources(const QString &whyNoCollector);

    /// Each second.
    void showNow();

Q_SIGNALS:
    void sessionAsked(const sluice::SessionId &session);

    /// The collector started anew with other rules, or failed to: what shows its address looks again.
    void collectorChanged();

private:
    void setAccess(const CollectorAccess &access);
    void showAccess();
    void openFolder(const QString &path);

    Bridge &m_bridge;
    ConnectPage *m_page;
    RescueBanner *m_banner;
    QAction *m_action;
    QString m_why;
};

} // namespace sluice::ui
