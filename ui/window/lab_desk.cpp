// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/lab_desk.h"

#include "core/base/clock.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/lab_bridge.h"
#include "ui/lab/lab_view.h"
#include "ui/models/plan_shelf.h"
#include "ui/models/sessions_model.h"
#include "ui/models/shown_session.h"
#include "ui/queue/queue_picture_view.h"
#include "ui/window/fresh_session.h"

#include <QAbstractButton>

namespace sluice::ui {

LabDesk::LabDesk(const Parts &parts, QWidget *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_picture(new QueuePictureView(parent))
    , m_view(new LabView(parts.lab, PlanShelf::standardDirectory(), m_picture, parent))
{
    Bridge &bridge = m_parts.bridge;
    connect(&bridge, &Bridge::queuePictureChanged, m_picture, &QueuePictureView::showPicture);
    connect(m_picture, &QueuePictureView::wantedChanged, &bridge, &Bridge::setPictureWanted);
    connect(m_picture, &QueuePictureView::flushAsked, this, &LabDesk::flushAsked);
    connect(m_picture, &QueuePictureView::queueAsked, this, &LabDesk::queueAsked);
    connect(&bridge, &Bridge::sessionsChanged, m_view, &LabView::showSessions);
    connect(&m_parts.shown, &ShownSession::opened, this, [this](const SessionSummary &session) {
        m_view->showSession(session);
        showPictureOf(session);
    });
    connect(&m_parts.shown, &ShownSession::summaryChanged, m_view, &LabView::showSession);
    connect(m_view, &LabView::runStarted, this, [this](const SessionId &session, const BurstPlan &plan) {
        Q_EMIT sessionMade(freshSession(session, plan.tags, m_parts.bridge.clock().wallNow()));
    });
    connect(m_view, &LabView::replayStarted, this, [this](const SessionId &session) {
        Q_EMIT sessionMade(freshSession(session, {"replay"}, m_parts.bridge.clock().wallNow()));
    });
    m_picture->clear(tr("Nothing is recorded here yet. Run a plan, and its queue is drawn."));
}

void LabDesk::setUnavailable(const QString &reason)
{
    m_view->setUnavailable(reason);
}

void LabDesk::setNow(Timestamp now)
{
    m_picture->setNow(now);
}

void LabDesk::run() const
{
    press("labRun");
}

void LabDesk::stop() const
{
    press("labStop");
}

// The picture follows by itself; but of a session from elsewhere there never is one.
void LabDesk::showPictureOf(const SessionSummary &session)
{
    if (session.origin != Origin::Recorded)
        m_picture->clear(tr("This session was not recorded here: its queue is somewhere else."));
}

void LabDesk::press(const char *button) const
{
    if (auto *found = m_view->findChild<QAbstractButton *>(QLatin1String(button)))
        found->click();
}

} // namespace sluice::ui
