// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/hit_delegate.h"

#include "ui/analysis/event_delegate.h"
#include "ui/models/search_hits_model.h"
#include "ui/theme/metrics.h"

#include <QApplication>
#include <QList>
#include <QPainter>
#include <QPair>
#include <QTextLayout>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

constexpr int markSize = 10;
constexpr int nameWidth = 200;

/// One line of text with some of it bold.
void drawSnippet(QPainter &painter, const QRect &place, const QString &text,
    const QList<QPair<int, int>> &places, const QStyleOptionViewItem &option)
{
    QList<QTextLayout::FormatRange> formats;
    for (const auto &[at, length] : places) {
        QTextLayout::FormatRange range;
        range.start = at;
        range.length = length;
        range.format.setFontWeight(QFont::Bold);
        formats << range;
    }
    QTextLayout layout(text, option.font);
    layout.setFormats(formats);
    QTextOption wrapping;
    wrapping.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(wrapping);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(place.width());
    layout.endLayout();
    painter.save();
    painter.setClipRect(place);
    layout.draw(&painter, QPointF(place.left(), place.center().y() - layout.boundingRect().height() / 2 + 1));
    painter.restore();
}

} // namespace

QSize HitDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width(), std::max(size.height(), metrics::listRowHeight)};
}

void HitDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.parent().isValid())
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle *style = cell.widget ? cell.widget->style() : QApplication::style();
    const QString text = std::exchange(cell.text, {});
    style->drawControl(QStyle::CE_ItemViewItem, &cell, painter, cell.widget);
    QRect rest = cell.rect.adjusted(metrics::halfGrid, 0, -metrics::halfGrid, 0);
    paintTypeMark(*painter, QRect(rest.left(), rest.center().y() - markSize / 2 + 1, markSize, markSize),
        index.data(SearchHitsModel::TypeRole).toInt(), cell.palette);
    rest.setLeft(rest.left() + markSize + metrics::halfGrid);
    const bool isSelected = (cell.state & QStyle::State_Selected) != 0;
    painter->setPen(cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::PlaceholderText));
    const QString where = index.data(SearchHitsModel::WhereRole).toString();
    painter->drawText(QRect(rest.left(), rest.top(), nameWidth, rest.height()),
        Qt::AlignVCenter | Qt::TextSingleLine,
        cell.fontMetrics.elidedText(where, Qt::ElideMiddle, nameWidth));
    rest.setLeft(rest.left() + nameWidth + metrics::grid);
    painter->setPen(cell.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    drawSnippet(
        *painter, rest, text, index.data(SearchHitsModel::PlacesRole).value<QList<QPair<int, int>>>(), cell);
}

} // namespace sluice::ui
