// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/log_delegate.h"

#include "ui/models/log_lines_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>
#include <QStyle>
#include <QTextLayout>

#include <array>

namespace sluice::ui {

namespace {

// Black, red, green, yellow, blue, magenta, cyan, white; then the bright ones. Our choice, for text on the
// theme's base (checked in the test by WCAG's contrast).
constexpr std::array<QRgb, 16> onLight = {0x1f2328, 0xb3261e, 0x1a6b2d, 0x7a5200, 0x0b57b0, 0x8f2a86,
    0x0b6672, 0x57606a, 0x4a525c, 0xc4320a, 0x176f3a, 0x805a00, 0x0b6bcb, 0xa0329a, 0x0a6f7d, 0x24292f};
constexpr std::array<QRgb, 16> onDark = {0x9aa4b0, 0xff7b72, 0x56d364, 0xe3b341, 0x79c0ff, 0xe29bf0, 0x56d4dd,
    0xd0d7de, 0xaab4bf, 0xffa198, 0x7ee787, 0xf2cc60, 0xa5d6ff, 0xf0b6fa, 0x8be9f0, 0xffffff};

QTextCharFormat formatOf(const AnsiStyle &style, const QPalette &palette)
{
    QColor text = terminalColour(style.text, palette, false);
    QColor background = terminalColour(style.background, palette, true);
    if (style.isInverse)
        std::swap(text, background);
    if (style.isFaint)
        text.setAlphaF(0.75F);
    QTextCharFormat format;
    format.setForeground(text);
    if (style.isInverse || style.background.kind != AnsiColour::Kind::Default)
        format.setBackground(background);
    format.setFontWeight(style.isBold ? QFont::Bold : QFont::Normal);
    format.setFontItalic(style.isItalic);
    format.setFontUnderline(style.isUnderlined);
    format.setFontStrikeOut(style.isStruckOut);
    return format;
}

} // namespace

QColor terminalColour(const AnsiColour &colour, const QPalette &palette, bool isBackground)
{
    switch (colour.kind) {
    case AnsiColour::Kind::Named:
        return QColor::fromRgb((themeOf(palette) == Theme::Light ? onLight : onDark)[colour.value & 15U]);
    case AnsiColour::Kind::Exact:
        return QColor::fromRgb(colour.value);
    case AnsiColour::Kind::Default:
        break;
    }
    return palette.color(isBackground ? QPalette::Base : QPalette::Text);
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.column() != LogLinesModel::Line) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle *style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const AnsiLine &line = qobject_cast<const LogLinesModel *>(index.model())->line(index.row());
    QTextLayout layout(line.text, QFontDatabase::systemFont(QFontDatabase::FixedFont));
    QTextOption plain;
    plain.setWrapMode(QTextOption::NoWrap);
    plain.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(plain);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QList<QTextLayout::FormatRange> formats;
    for (const AnsiRun &run : line.runs) {
        if (!isSelected) // the selection's own colours are readable on its background
            formats << QTextLayout::FormatRange{static_cast<int>(run.start), static_cast<int>(run.length),
                formatOf(run.style, option.palette)};
    }
    layout.setFormats(formats);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    painter->save();
    painter->setClipRect(option.rect);
    painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
    layout.draw(painter, option.rect.topLeft() + QPointF(metrics::halfGrid, 0));
    painter->restore();
}

} // namespace sluice::ui
