// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/glyph_icon.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

namespace sluice::ui {

namespace {

/// Glyphs are drawn on a field of this many units.
constexpr qreal field = 16;

void strokes(QPainterPath &path, std::initializer_list<std::pair<QPointF, QPointF>> lines)
{
    for (const auto &[from, to] : lines) {
        path.moveTo(from);
        path.lineTo(to);
    }
}

QPainterPath zoomPath(bool in)
{
    QPainterPath path;
    path.addEllipse(QPointF(6.5, 6.5), 4.5, 4.5);
    strokes(path, {{{10, 10}, {14, 14}}, {{4.5, 6.5}, {8.5, 6.5}}});
    if (in)
        strokes(path, {{{6.5, 4.5}, {6.5, 8.5}}});
    return path;
}

/// What is stroked, not filled.
QPainterPath outline(Glyph glyph)
{
    QPainterPath path;
    switch (glyph) {
    case Glyph::Start:
        path.addPolygon(QPolygonF({{2, 8}, {8, 2}, {14, 8}}));
        path.moveTo(4, 8);
        path.lineTo(4, 14);
        path.lineTo(12, 14);
        path.lineTo(12, 8);
        break;
    case Glyph::Export:
        strokes(path,
            {{{8, 2}, {8, 10}}, {{5, 7}, {8, 10}}, {{11, 7}, {8, 10}}, {{2, 11}, {2, 14}},
                {{2, 14}, {14, 14}}, {{14, 14}, {14, 11}}});
        break;
    case Glyph::ZoomIn:
        return zoomPath(true);
    case Glyph::ZoomOut:
        return zoomPath(false);
    case Glyph::Fit:
        strokes(path,
            {{{2, 3}, {2, 13}}, {{14, 3}, {14, 13}}, {{4, 8}, {12, 8}}, {{6, 6}, {4, 8}}, {{6, 10}, {4, 8}},
                {{10, 6}, {12, 8}}, {{10, 10}, {12, 8}}});
        break;
    case Glyph::Follow:
        strokes(path, {{{14, 3}, {14, 13}}, {{2, 8}, {11, 8}}, {{8, 5}, {11, 8}}, {{8, 11}, {11, 8}}});
        break;
    case Glyph::Theme:
        path.addEllipse(QPointF(8, 8), 6, 6);
        break;
    case Glyph::Keys:
        path.addRoundedRect(QRectF(1, 4, 14, 9), 1.5, 1.5);
        strokes(path, {{{4, 7}, {4.5, 7}}, {{7.5, 7}, {8, 7}}, {{11, 7}, {11.5, 7}}, {{5, 10}, {11, 10}}});
        break;
    case Glyph::Fire:
    case Glyph::Stop:
        break;
    }
    return path;
}

/// What is filled.
QPainterPath area(Glyph glyph)
{
    QPainterPath path;
    switch (glyph) {
    case Glyph::Fire:
        path.addPolygon(QPolygonF({{4, 2.5}, {13.5, 8}, {4, 13.5}}));
        break;
    case Glyph::Stop:
        path.addRect(3.5, 3.5, 9, 9);
        break;
    case Glyph::Theme:
        path.moveTo(8, 2);
        path.arcTo(QRectF(2, 2, 12, 12), 90, 180);
        path.closeSubpath();
        break;
    default:
        break;
    }
    return path;
}

class GlyphEngine final : public QIconEngine
{
public:
    explicit GlyphEngine(Glyph glyph)
        : m_glyph(glyph)
    { }

    QIconEngine *clone() const override { return new GlyphEngine(m_glyph); }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor colour = QGuiApplication::palette().color(group, QPalette::ButtonText);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / field, rect.height() / field);
        painter->strokePath(outline(m_glyph), QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->fillPath(area(m_glyph), colour);
        painter->restore();
    }

private:
    Glyph m_glyph;
};

} // namespace

QIcon glyphIcon(Glyph glyph)
{
    return QIcon(new GlyphEngine(glyph));
}

} // namespace sluice::ui
