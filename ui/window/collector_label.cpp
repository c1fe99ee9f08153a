// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/collector_label.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"

namespace sluice::ui {

CollectorLabel::CollectorLabel(QWidget *parent)
    : QToolButton(parent)
{
    setObjectName(QStringLiteral("collectorState"));
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(this, &QToolButton::clicked, this, &CollectorLabel::asked);
}

void CollectorLabel::showAddress(const std::optional<ListenAddress> &address)
{
    m_address = address;
    setText(address ? tr("● %1").arg(toQt(address->toUrl())) : tr("○ no collector"));
    setAccessibleDescription(tr("Opens the page that says how to connect an agent"));
}

void CollectorLabel::showStats(const CollectorStats &stats)
{
    if (!m_address)
        return;
    setText(tr("● %1 · %2 events").arg(toQt(m_address->toUrl()), numberText(stats.events)));
    setToolTip(
        tr("requests %1\nevents committed %2\nrejected %3\nfailed %4\nwith an unknown token "
           "%5\nopen connections %6\nClick: connect an agent, and who sends")
            .arg(numberText(stats.requests), numberText(stats.events), numberText(stats.rejected),
                numberText(stats.failed), numberText(stats.unknownTokens), numberText(stats.connections)));
}

} // namespace sluice::ui
