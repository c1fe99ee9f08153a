// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/card.h"

#include "ui/theme/metrics.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace sluice::ui {

namespace {

constexpr qreal cornerRadius = 6;

} // namespace

Card::Card(const QString &heading, const QString &sentence, QWidget *parent)
    : QFrame(parent)
    , m_content(new QVBoxLayout(this))
{
    setAccessibleName(heading);
    auto *title = new QLabel(heading, this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    title->setFont(large);
    auto *text = new QLabel(sentence, this);
    text->setWordWrap(true);
    m_content->setContentsMargins(3 * metrics::grid, 2 * metrics::grid, 3 * metrics::grid, 2 * metrics::grid);
    m_content->setSpacing(metrics::grid);
    m_content->addWidget(title);
    m_content->addWidget(text);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Mid));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

} // namespace sluice::ui
