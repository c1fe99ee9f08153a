// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/ledger_bar.h"

#include "ui/models/ledger_text.h"
#include "ui/theme/severity_colours.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>

namespace sluice::ui {

namespace {

QColor textColour(Alarm alarm, const QPalette &palette)
{
    switch (alarm) {
    case Alarm::Red:
        return severityText(Severity::Critical, palette);
    case Alarm::Amber:
        return severityText(Severity::Warning, palette);
    case Alarm::None:
        break;
    }
    return palette.color(QPalette::WindowText);
}

} // namespace

LedgerBar::LedgerBar(QWidget *parent)
    : QFrame(parent)
    , m_label(new QLabel(this))
{
    setObjectName(QStringLiteral("ledger"));
    setAccessibleName(tr("Ledger"));
    m_label->setObjectName(QStringLiteral("ledgerText"));
    m_label->setTextFormat(Qt::PlainText);
    m_label->setAttribute(Qt::WA_TransparentForMouseEvents);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(m_label);
    refresh();
}

void LedgerBar::showLedger(const Ledger &ledger)
{
    m_absence.clear();
    m_ledger = ledger;
    refresh();
}

void LedgerBar::showQueue(const QueueSnapshot &snapshot)
{
    m_queue = snapshot;
    refresh();
}

void LedgerBar::showAbsence(const QString &why)
{
    m_absence = why;
    refresh();
}

QString LedgerBar::text() const
{
    return m_label->text();
}

void LedgerBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refresh();
}

void LedgerBar::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->pos()))
        Q_EMIT asked();
}

void LedgerBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        Q_EMIT asked();
    else
        QFrame::keyPressEvent(event);
}

void LedgerBar::refresh()
{
    LedgerText line = ledgerText(m_ledger, m_queue.depth, m_queue.capacity);
    if (!m_absence.isEmpty())
        line = {m_absence, {}, Alarm::None};
    QPalette colours = m_label->palette();
    const QColor colour = textColour(line.alarm, palette());
    if (colours.color(QPalette::WindowText) != colour) {
        colours.setColor(QPalette::WindowText, colour);
        m_label->setPalette(colours);
    }
    m_label->setText(line.text);
    setToolTip(tr("%1\nPress to see where each event is.").arg(line.meaning).trimmed());
    setAccessibleDescription(line.text);
}

} // namespace sluice::ui
