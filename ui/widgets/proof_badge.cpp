// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/proof_badge.h"

#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>
#include <array>

namespace sluice::ui {

namespace {

constexpr qreal strokePart = 0.11; ///< of the icon's side

QString plainTip(const QString &text)
{
    return QStringLiteral("<qt>%1</qt>").arg(text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")));
}

QColor colourOf(Proof proof, const QPalette &palette)
{
    const bool isNeutral = proof == Proof::Imported || proof == Proof::NotTold || proof == Proof::NoEndSignal;
    return isNeutral ? palette.color(QPalette::PlaceholderText) : severityFill(severityOf(proof), palette);
}

/// Strokes in a square of side 1.
class Strokes
{
public:
    Strokes(QPainter &painter, const QRectF &rect)
        : m_painter(painter)
        , m_rect(rect)
    { }

    QPointF at(qreal x, qreal y) const
    {
        return {m_rect.x() + x * m_rect.width(), m_rect.y() + y * m_rect.height()};
    }
    void line(std::initializer_list<QPointF> points)
    {
        QPolygonF polyline;
        for (const QPointF &point : points)
            polyline << at(point.x(), point.y());
        m_painter.drawPolyline(polyline);
    }
    void ring() { m_painter.drawEllipse(inner()); }
    void disc()
    {
        m_painter.setBrush(m_painter.pen().color());
        m_painter.drawEllipse(inner());
        m_painter.setBrush(Qt::NoBrush);
    }
    void arc(int fromDegrees, int degrees) { m_painter.drawArc(inner(), fromDegrees * 16, degrees * 16); }
    void check() { line({{0.27, 0.52}, {0.44, 0.68}, {0.74, 0.34}}); }
    void dot(qreal x, qreal y)
    {
        const qreal radius = strokePart * m_rect.width() * 0.6;
        m_painter.setBrush(m_painter.pen().color());
        m_painter.drawEllipse(at(x, y), radius / 2, radius / 2);
        m_painter.setBrush(Qt::NoBrush);
    }

private:
    QRectF inner() const
    {
        const qreal by = strokePart * m_rect.width();
        return m_rect.adjusted(by, by, -by, -by);
    }

    QPainter &m_painter;
    QRectF m_rect;
};

void paintQuestion(QPainter &painter, Strokes &strokes)
{
    QPainterPath hook(strokes.at(0.37, 0.4));
    hook.cubicTo(strokes.at(0.37, 0.2), strokes.at(0.66, 0.2), strokes.at(0.64, 0.41));
    hook.cubicTo(strokes.at(0.63, 0.5), strokes.at(0.5, 0.5), strokes.at(0.5, 0.6));
    painter.drawPath(hook);
    strokes.dot(0.5, 0.74);
}

} // namespace

Severity severityOf(Proof proof)
{
    switch (proof) {
    case Proof::Complete:
    case Proof::Running:
        return Severity::Ok;
    case Proof::CompleteWithDrops:
    case Proof::InDoubt:
    case Proof::NoEndSignal:
        return Severity::Warning;
    case Proof::Imported:
    case Proof::NotTold:
        return Severity::Notice;
    case Proof::Unbalanced:
        break;
    }
    return Severity::Critical;
}

void paintProofIcon(
    QPainter &painter, const QRectF &rect, Proof proof, const QPalette &palette, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor colour = ink.isValid() ? ink : colourOf(proof, palette);
    painter.setPen(QPen(colour, rect.width() * strokePart, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    Strokes strokes(painter, rect);
    switch (proof) {
    case Proof::Complete: // a ring with a check
        strokes.ring();
        strokes.check();
        break;
    case Proof::CompleteWithDrops: // the ring is open where something fell out, and a drop lies below
        strokes.arc(-35, 280);
        strokes.check();
        strokes.dot(0.68, 0.94);
        break;
    case Proof::InDoubt:
        strokes.ring();
        paintQuestion(painter, strokes);
        break;
    case Proof::NoEndSignal: // a ring that is not closed, and nothing more comes
        strokes.arc(40, 280);
        strokes.line({{0.35, 0.5}, {0.65, 0.5}});
        break;
    case Proof::Imported: // an arrow into a tray
        strokes.line({{0.5, 0.1}, {0.5, 0.6}});
        strokes.line({{0.3, 0.42}, {0.5, 0.62}, {0.7, 0.42}});
        strokes.line({{0.12, 0.62}, {0.12, 0.88}, {0.88, 0.88}, {0.88, 0.62}});
        break;
    case Proof::Running:
        strokes.disc();
        break;
    case Proof::NotTold: // a ring with a dash: unknown
        strokes.ring();
        strokes.line({{0.35, 0.5}, {0.65, 0.5}});
        break;
    case Proof::Unbalanced: // not equal
        strokes.line({{0.15, 0.38}, {0.85, 0.38}});
        strokes.line({{0.15, 0.64}, {0.85, 0.64}});
        strokes.line({{0.3, 0.92}, {0.7, 0.1}});
        break;
    }
    painter.restore();
}

QIcon proofIcon(Proof proof, const QPalette &palette, int side)
{
    QIcon icon;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected}) {
        constexpr int scale = 2; // sharp also where a pixel of the screen is half as large
        QPixmap pixmap(scale * side, scale * side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintProofIcon(painter, pixmap.rect(), proof, palette,
            mode == QIcon::Selected ? palette.color(QPalette::HighlightedText) : QColor());
        painter.end();
        pixmap.setDevicePixelRatio(scale);
        icon.addPixmap(pixmap, mode);
    }
    return icon;
}

ProofBadge::ProofBadge(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("proofBadge"));
    setAccessibleName(tr("Proof"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void ProofBadge::showProof(Proof proof, const QString &word, const QString &reason)
{
    m_proof = proof;
    if (word != m_word) {
        m_word = word;
        updateGeometry();
    }
    if (const QString tip = plainTip(reason); tip != toolTip()) {
        setToolTip(tip);
        setAccessibleDescription(QStringLiteral("%1. %2").arg(word, reason));
    }
    show();
    update();
}

void ProofBadge::clear()
{
    m_word.clear();
    setToolTip({});
    setAccessibleDescription({});
    hide();
}

int ProofBadge::iconSide() const
{
    return fontMetrics().height() - 2;
}

QSize ProofBadge::sizeHint() const
{
    return {iconSide() + metrics::grid + fontMetrics().horizontalAdvance(m_word) + 1,
        fontMetrics().height() + metrics::halfGrid};
}

QSize ProofBadge::minimumSizeHint() const
{
    return sizeHint();
}

void ProofBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = iconSide();
    paintProofIcon(painter, QRectF(0, (height() - side) / 2.0, side, side), m_proof, palette());
    const bool isCalm = severityOf(m_proof) == Severity::Ok || severityOf(m_proof) == Severity::Notice;
    painter.setPen(
        isCalm ? palette().color(QPalette::WindowText) : severityText(severityOf(m_proof), palette()));
    painter.drawText(
        rect().adjusted(side + metrics::grid, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_word);
}

} // namespace sluice::ui
