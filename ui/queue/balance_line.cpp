// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/queue/balance_line.h"

#include "ui/models/format.h"
#include "ui/models/ledger_text.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace sluice::ui {

BalanceLine::BalanceLine(const QString &whose, QWidget *parent)
    : QWidget(parent)
    , m_whose(new QLabel(whose, this))
    , m_verdict(new QLabel(this))
    , m_sum(new ElidedLabel(Qt::ElideRight, this))
{
    setAccessibleName(whose);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setTextFormat(Qt::PlainText);
    m_sum->setObjectName(QStringLiteral("sum"));
    QFont bold = m_verdict->font();
    bold.setBold(true);
    m_verdict->setFont(bold);
    m_whose->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("This session")) + metrics::grid);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addWidget(m_whose);
    layout->addWidget(m_verdict);
    layout->addWidget(m_sum, 1);
}

void BalanceLine::showLedger(const std::optional<Ledger> &ledger, const QString &why)
{
    const bool looksOther = !m_ledger || !ledger || m_ledger->balances() != ledger->balances();
    m_ledger = ledger;
    m_verdict->setText(!ledger   ? unknownText()
            : ledger->balances() ? tr("✓ balances")
                                 : tr("≠ does not balance"));
    m_sum->setFullText(ledger ? ledgerText(*ledger).text : why);
    m_verdict->setToolTip(ledger ? plainToolTip(ledgerText(*ledger).meaning) : QString());
    setAccessibleDescription(QStringLiteral("%1: %2").arg(m_verdict->text(), m_sum->fullText()));
    if (looksOther)
        recolour();
}

QString BalanceLine::verdict() const
{
    return m_verdict->text();
}

QString BalanceLine::sum() const
{
    return m_sum->fullText();
}

void BalanceLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
}

void BalanceLine::recolour()
{
    QPalette colours = palette();
    const Severity severity = m_ledger && !m_ledger->balances() ? Severity::Critical : Severity::Ok;
    if (m_ledger)
        colours.setColor(QPalette::WindowText, severityText(severity, palette()));
    m_verdict->setPalette(colours);
}

} // namespace sluice::ui
