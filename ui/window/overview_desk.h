// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "ui/models/shown_overview.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

namespace sluice::ui {

class Bridge;
class OverviewPage;
class PriceShelf;

/// The overview over all sessions, read anew while it can be seen. thread: GUI.
class OverviewDesk final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    OverviewDesk(Bridge &bridge, PriceShelf &prices, QWidget *parent);

    OverviewPage *page() const { return m_page; }

Q_SIGNALS:
    /// A person chose these sessions by a figure; they are listed on the page as well.
    void sessionsAsked(const QList<sluice::SessionId> &sessions, const QString &title);
    void sessionOpened(const sluice::SessionId &session);

private:
    void read();
    void readSoon();

    Bridge &m_bridge;
    PriceShelf &m_prices;
    OverviewReader m_reader;
    OverviewPage *m_page;
    QTimer m_soon; ///< news are read at most so often
};

} // namespace sluice::ui
