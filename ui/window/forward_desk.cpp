// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/forward_desk.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/forward_text.h"
#include "ui/settings/forward_settings.h"
#include "ui/window/forward_dialog.h"

#include <QAction>
#include <QToolButton>

namespace sluice::ui {

ForwardDesk::ForwardDesk(ForwardBridge &bridge, ForwardSettings &settings, QWidget *window)
    : QObject(window)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_window(window)
    , m_action(new QAction(tr("Se&nd on to another endpoint…"), window))
    , m_indicator(new QToolButton(window))
{
    m_action->setObjectName(QStringLiteral("actionForward"));
    m_action->setToolTip(tr("Each received session also goes to another AgentOps or OTLP endpoint"));
    m_action->setStatusTip(m_action->toolTip());
    window->addAction(m_action);
    m_indicator->setObjectName(QStringLiteral("forwardState"));
    m_indicator->setAutoRaise(true);
    m_indicator->hide();
    connect(m_action, &QAction::triggered, this, &ForwardDesk::openDialog);
    connect(m_indicator, &QToolButton::clicked, this, &ForwardDesk::openDialog);
    connect(&m_bridge, &ForwardBridge::phaseChanged, this, &ForwardDesk::showPhase);
    connect(&m_bridge, &ForwardBridge::stateChanged, this, &ForwardDesk::showState);
    goOnWhereItWas();
}

void ForwardDesk::goOnWhereItWas()
{
    if (!m_settings.isOn() || !m_bridge.whyNot().isEmpty() || m_bridge.phase() != ForwardBridge::Phase::Off)
        return;
    ForwardChoice choice;
    choice.endpoint = m_settings.endpoint();
    choice.wire = forwardWireFromText(fromQt(m_settings.wire())).value_or(ForwardWire::AgentOps);
    m_bridge.switchOn(choice, ForwardOptions::Since::WhereItWas);
}

void ForwardDesk::openDialog()
{
    if (auto *open = m_window->findChild<ForwardDialog *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    (new ForwardDialog(m_bridge, m_settings, m_window))->show();
}

/// It was to be on and is not: a person has to see that without opening anything.
void ForwardDesk::showPhase(ForwardBridge::Phase phase, const QString &problem)
{
    const bool isOn = phase == ForwardBridge::Phase::On;
    const bool isMissed = phase == ForwardBridge::Phase::Off && !problem.isEmpty() && m_settings.isOn();
    m_indicator->setVisible(isOn || isMissed);
    if (!isMissed)
        return;
    m_indicator->setText(tr("⚠ not sending on"));
    m_indicator->setToolTip(plainToolTip(problem));
    m_indicator->setAccessibleName(tr("Not sending on: %1").arg(problem));
}

void ForwardDesk::showState(const ForwardState &state)
{
    const ForwardTrouble trouble = forwardTrouble(state);
    m_indicator->setVisible(true);
    m_indicator->setText(forwardShortText(state));
    m_indicator->setToolTip(
        plainToolTip((trouble.alarm == Alarm::None ? QString() : trouble.text + QLatin1Char('\n'))
            + forwardWaitingText(state) + QLatin1Char('\n') + ledgerText(state.ledger).text));
    m_indicator->setAccessibleName(tr("Sending on: %1").arg(m_indicator->text()));
}

} // namespace sluice::ui
