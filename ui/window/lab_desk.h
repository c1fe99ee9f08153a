// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/burst_plan.h"
#include "core/model/session.h"

#include <QObject>

namespace sluice::ui {

class Bridge;
class LabBridge;
class LabView;
class QueuePictureView;
class SessionsModel;
class ShownSession;

/// The queue lab in the window: the lab's pages, the live picture on top of them, and what both are told.
/// thread: GUI.
class LabDesk final : public QObject
{
    Q_OBJECT
public:
    /// Everything outlives it. `picture` becomes the view's child.
    struct Parts
    {
        Bridge &bridge;
        LabBridge &lab;
        SessionsModel &sessions;
        ShownSession &shown;
    };
    LabDesk(const Parts &parts, QWidget *parent);

    LabView *view() const { return m_view; }
    QueuePictureView *picture() const { return m_picture; }

    /// Why nothing can be recorded; empty = it can.
    void setUnavailable(const QString &reason);
    void setNow(Timestamp now);

    /// As the buttons on the burst lab's page.
    void run() const;
    void stop() const;

Q_SIGNALS:
    /// A session that was just made here, before the store knows of it.
    void sessionMade(const sluice::SessionSummary &session);
    /// Somebody pressed the batch, the flusher or the queue in the picture.
    void flushAsked(quint64 sequence);
    void queueAsked();

private:
    void showPictureOf(const SessionSummary &session);
    void press(const char *button) const;

    const Parts m_parts;
    QueuePictureView *m_picture;
    LabView *m_view;
};

} // namespace sluice::ui
