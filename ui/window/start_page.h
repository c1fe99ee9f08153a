// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"

#include <QScrollArea>

#include <optional>

class QLabel;
class QPushButton;

namespace sluice::ui {

class CopyableLine;

/// What the window shows when there is nothing yet: how to see something at once, and how to connect an
/// agent.
class StartPage final : public QScrollArea
{
    Q_OBJECT
public:
    explicit StartPage(QWidget *parent = nullptr);

    /// Where agents send to; nullopt = nothing listens here, and `why`.
    void showCollector(const std::optional<ListenAddress> &address, const QString &why);
    void showStats(const sluice::CollectorStats &stats);
    void setBurstAvailable(bool available);

Q_SIGNALS:
    void demoAsked();
    /// The user wants the lines for an SDK of his.
    void connectAsked();

private:
    QWidget *buildDemoCard();
    QWidget *buildConnectCard();
    void sayWaiting();

    QPushButton *m_demo;
    QPushButton *m_connect;
    QLabel *m_listening;
    QLabel *m_waiting;
    CopyableLine *m_both;
    CollectorStats m_stats;
    bool m_listens = false;
};

} // namespace sluice::ui
