// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/event_delegate.h"

#include "core/model/event_type.h"
#include "ui/models/event_table_model.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QApplication>
#include <QPainter>

#include <utility>

namespace sluice::ui {

namespace {

constexpr int markSize = 10;

} // namespace

void paintTypeMark(QPainter &painter, const QRect &place, int type, const QPalette &palette)
{
    const EventPalette &colours = EventPalette::of(themeOf(palette));
    const auto eventType = static_cast<EventType>(type);
    const BarColours &bar = colours.event(eventType);
    painter.save();
    painter.setPen(bar.border);
    painter.setBrush(bar.fill);
    painter.drawRect(place.adjusted(0, 0, -1, -1));
    if (eventType == EventType::Error) {
        painter.setClipRect(place);
        painter.setPen(QPen(colours.errorHatch, 1.5));
        for (int x = place.left() - place.height(); x < place.right(); x += metrics::halfGrid)
            painter.drawLine(x, place.bottom(), x + place.height(), place.top());
    }
    painter.restore();
}

void EventDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() == EventTableModel::State) {
        const bool isError = index.data(EventTableModel::ErrorRole).toBool();
        const bool isOpen = index.data(EventTableModel::OpenRole).toBool();
        if (isError)
            option->text.prepend(QStringLiteral("✗ "));
        else if (isOpen)
            option->text.prepend(QStringLiteral("… "));
        if (isError)
            option->palette.setColor(QPalette::Text, severityText(Severity::Critical, option->palette));
    }
    if (index.column() == EventTableModel::Name || index.column() == EventTableModel::Agent)
        option->textElideMode = Qt::ElideMiddle;
}

void EventDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != EventTableModel::Type)
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    const QString text = std::exchange(cell.text, {});
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    const QRect mark(
        cell.rect.left() + metrics::halfGrid, cell.rect.center().y() - markSize / 2 + 1, markSize, markSize);
    paintTypeMark(*painter, mark, index.data(EventTableModel::TypeRole).toInt(), cell.palette);
    const bool isSelected = (cell.state & QStyle::State_Selected) != 0;
    painter->setPen(cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    const QRect rest = cell.rect.adjusted(markSize + 2 * metrics::halfGrid, 0, -metrics::halfGrid, 0);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        cell.fontMetrics.elidedText(text, Qt::ElideRight, rest.width()));
}

} // namespace sluice::ui
