// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/columns_box.h"

#include "ui/theme/metrics.h"

#include <QEvent>

#include <algorithm>
#include <vector>

namespace sluice::ui {

namespace {

constexpr int gap = metrics::grid;

int heightOf(const QWidget *part, int width)
{
    const int wanted = part->hasHeightForWidth() ? part->heightForWidth(width) : part->sizeHint().height();
    return std::clamp(
        std::max(wanted, part->minimumSizeHint().height()), part->minimumHeight(), part->maximumHeight());
}

} // namespace

ColumnsBox::ColumnsBox(int columnWidth, int mostColumns, QWidget *parent)
    : QWidget(parent)
    , m_columnWidth(columnWidth)
    , m_mostColumns(mostColumns)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ColumnsBox::add(QWidget *part)
{
    part->setParent(this);
    part->show();
    m_parts.append(part);
    place();
}

int ColumnsBox::columnsFor(int width) const
{
    const int fitting = (width + gap) / (m_columnWidth + gap);
    return std::clamp(fitting, 1, m_mostColumns);
}

void ColumnsBox::place()
{
    const int columns = columnsFor(width());
    const int columnWidth = std::max((width() - gap * (columns - 1)) / columns, 1);
    std::vector<int> ends(static_cast<std::size_t>(columns), 0);
    for (QWidget *part : std::as_const(m_parts)) {
        if (part->isHidden())
            continue;
        const auto shortest = std::ranges::min_element(ends);
        const int column = static_cast<int>(shortest - ends.begin());
        const int partHeight = heightOf(part, columnWidth);
        part->setGeometry(column * (columnWidth + gap), *shortest, columnWidth, partHeight);
        *shortest += partHeight + gap;
    }
    const int height = std::max(*std::ranges::max_element(ends) - gap, 0);
    if (height == m_height)
        return;
    m_height = height;
    updateGeometry();
}

QSize ColumnsBox::sizeHint() const
{
    return {m_mostColumns * (m_columnWidth + gap) - gap, m_height};
}

QSize ColumnsBox::minimumSizeHint() const
{
    int least = 0;
    for (const QWidget *part : m_parts)
        least = std::max(least, part->minimumSizeHint().width());
    return {least, m_height};
}

void ColumnsBox::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

bool ColumnsBox::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        place();
    return QWidget::event(event);
}

} // namespace sluice::ui
