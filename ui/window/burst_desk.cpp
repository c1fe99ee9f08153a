// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/burst_desk.h"

#include "core/base/clock.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/convert.h"
#include "ui/lab/burst_panel.h"
#include "ui/models/endpoint_text.h"
#include "ui/models/format.h"
#include "ui/widgets/message_banner.h"
#include "ui/window/fresh_session.h"

#include <QPushButton>

#include <algorithm>

namespace sluice::ui {

BurstDesk::BurstDesk(Bridge &bridge, QWidget *parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_panel(new BurstPanel(parent))
    , m_banner(new MessageBanner(parent))
{
    m_banner->setObjectName(QStringLiteral("askEndpoint"));
    connect(m_panel, &BurstPanel::fireAsked, this, &BurstDesk::ask);
    connect(m_panel, &BurstPanel::stopAsked, &m_bridge, &Bridge::stopBurst);
    connect(m_banner, &MessageBanner::actionTriggered, this, &BurstDesk::fireAsked);
    connect(&m_bridge, &Bridge::burstChanged, this, &BurstDesk::showProgress);
}

void BurstDesk::press() const
{
    m_panel->fireButton()->click();
}

void BurstDesk::pressStop() const
{
    m_panel->stopButton()->click();
}

void BurstDesk::fireDemo()
{
    const auto &presets = burstPresets();
    const auto demo = std::ranges::find(presets, "Overflow", &BurstPreset::name);
    m_panel->setForm(BurstForm::fromPlan(demo == presets.end() ? BurstPlan{} : demo->plan));
    press();
}

void BurstDesk::ask(const BurstPlan &plan)
{
    const QString endpoint = m_bridge.endpoint();
    if (m_remoteAllowed || endpoint.isEmpty() || isLoopbackUrl(endpoint)) {
        fire(plan);
        return;
    }
    m_asked = plan;
    m_banner->showMessage(Severity::Warning,
        tr("This burst of %1 events would go to %2, which is not this machine.")
            .arg(numberText(plan.events), endpoint),
        tr("Fire it there"));
}

void BurstDesk::fireAsked()
{
    m_remoteAllowed = true;
    m_banner->dismiss();
    fire(m_asked);
}

void BurstDesk::fire(const BurstPlan &plan)
{
    const Result<SessionId> session = m_bridge.fireBurst(plan);
    if (!session) {
        m_panel->showProblem(toQt(session.error().message));
        return;
    }
    Q_EMIT sessionMade(freshSession(*session, plan.tags, m_bridge.clock().wallNow()));
}

void BurstDesk::showProgress(const BurstProgress &progress)
{
    m_panel->showProgress(progress);
    Q_EMIT changed(m_panel->fireButton()->isEnabled(), m_panel->stopButton()->isEnabled());
}

} // namespace sluice::ui
