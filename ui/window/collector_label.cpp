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
    setText(tr("● %1 · %2").arg(toQt(m_address->toUrl()), eventsText(stats.events)));
    const QStringList lines
        = {tr("Since the collector started:"), tr("requests: %1").arg(numberText(stats.requests)),
            tr("events committed, spans and log records among them: %1").arg(numberText(stats.events)),
            tr("requests answered 4xx: %1").arg(numberText(stats.rejected)),
            tr("requests answered 5xx, which are not stored: %1").arg(numberText(stats.failed)),
            tr("requests with an unknown token, kept in the session \"unknown token\": %1")
                .arg(numberText(stats.unknownTokens)),
            tr("events that named another session than their token's, and went there: %1")
                .arg(numberText(stats.misrouted)),
            tr("pieces of JSON mended (NaN, half characters, numbers too large): %1")
                .arg(numberText(stats.mended)),
            tr("secrets masked: %1").arg(numberText(stats.masked)),
            tr("connections open now: %1").arg(numberText(stats.connections)),
            tr("Click: connect an agent, and who sends")};
    setToolTip(lines.join(QLatin1Char('\n')));
}

} // namespace sluice::ui
