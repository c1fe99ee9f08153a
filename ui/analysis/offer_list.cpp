// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/offer_list.h"

#include "ui/theme/metrics.h"

#include <QMouseEvent>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int widestList = 560;

} // namespace

OfferList::OfferList(QWidget *line)
    : QListWidget(line->window())
    , m_line(line)
{
    hide();
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::Box);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
}

void OfferList::showItems()
{
    if (count() == 0)
        return hide();
    // The line may have moved to another window since.
    if (parentWidget() != m_line->window())
        setParent(m_line->window());
    const int rows = std::min(count(), mostRows);
    const int height = rows * std::max(sizeHintForRow(0), fontMetrics().height()) + 2 * frameWidth();
    const int width = std::min({std::max(sizeHintForColumn(0) + 4 * metrics::grid, m_line->width() / 2),
        m_line->width(), widestList});
    const QPoint below = m_line->mapTo(m_line->window(), QPoint(0, m_line->height()));
    const bool fitsBelow = below.y() + height <= m_line->window()->height();
    const int top = fitsBelow ? below.y() : std::max(0, below.y() - m_line->height() - height);
    setGeometry(below.x(), top, width, height);
    setCurrentRow(-1);
    scrollToTop();
    show();
    raise();
}

bool OfferList::handleKey(int key)
{
    if (!isVisible())
        return false;
    switch (key) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(mostRows);
        return true;
    case Qt::Key_PageUp:
        step(-mostRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        if (currentRow() < 0) {
            hide();
            return false;
        }
        takeCurrent();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void OfferList::step(int rows)
{
    setCurrentRow(std::clamp(currentRow() + rows, 0, count() - 1));
}

void OfferList::takeCurrent()
{
    QListWidgetItem *item = currentItem();
    hide();
    if (item)
        Q_EMIT taken(item);
}

void OfferList::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    if (QListWidgetItem *item = itemAt(event->position().toPoint())) {
        setCurrentItem(item);
        takeCurrent();
    }
}

} // namespace sluice::ui
