// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/hover_tip.h"

#include "ui/theme/metrics.h"

#include <algorithm>

namespace sluice::ui {

namespace {

QLabel *makeLabel(QWidget *window)
{
    auto *label = new QLabel(window);
    label->setTextFormat(Qt::PlainText);
    label->setFrameStyle(QFrame::Box | QFrame::Plain);
    label->setMargin(metrics::halfGrid);
    label->setAutoFillBackground(true);
    label->setBackgroundRole(QPalette::ToolTipBase);
    label->setForegroundRole(QPalette::ToolTipText);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    label->setFocusPolicy(Qt::NoFocus);
    label->hide();
    return label;
}

/// Right below the pointer; left or above of it where the window ends.
QPoint placeFor(QSize tip, QPoint pointer, QSize window)
{
    constexpr int away = 2 * metrics::grid;
    QPoint place = pointer + QPoint(away, away);
    if (place.x() + tip.width() > window.width())
        place.setX(pointer.x() - away - tip.width());
    if (place.y() + tip.height() > window.height())
        place.setY(pointer.y() - away - tip.height());
    return {std::max(0, place.x()), std::max(0, place.y())};
}

} // namespace

HoverTip::HoverTip(QWidget &owner)
    : m_owner(owner)
{ }

HoverTip::~HoverTip()
{
    delete m_label;
}

void HoverTip::show(QPoint position, const QString &text)
{
    if (text.isEmpty())
        return hide();
    QWidget *window = m_owner.window();
    if (m_label == nullptr || m_label->parentWidget() != window) {
        delete m_label;
        m_label = makeLabel(window);
    }
    m_label->setText(text);
    m_label->adjustSize();
    m_label->move(placeFor(m_label->size(), m_owner.mapTo(window, position), window->size()));
    m_label->show();
    m_label->raise();
}

void HoverTip::hide()
{
    if (m_label != nullptr)
        m_label->hide();
}

QString HoverTip::text() const
{
    return m_label == nullptr || m_label->isHidden() ? QString() : m_label->text();
}

} // namespace sluice::ui
