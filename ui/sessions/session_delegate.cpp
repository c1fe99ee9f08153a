// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/sessions/session_delegate.h"

#include "core/model/proof.h"
#include "core/model/session.h"
#include "ui/models/sessions_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"
#include "ui/widgets/proof_badge.h"

#include <QPainter>

namespace sluice::ui {

namespace {

constexpr int dotSize = 8;
constexpr int dotColumn = 18;
constexpr double smallPart = 0.85; ///< of the name's letters

QColor dotColour(SessionState state, bool failed, const QPalette &palette)
{
    if (failed)
        return severityFill(Severity::Critical, palette);
    return state == SessionState::Running ? severityFill(Severity::Ok, palette)
                                          : palette.color(QPalette::PlaceholderText);
}

void paintDot(QPainter &painter, const QRectF &dot, SessionState state, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(state == SessionState::Silent ? Qt::NoBrush : QBrush(color));
    if (state == SessionState::Ended)
        painter.drawRect(dot.adjusted(1, 1, -1, -1));
    else
        painter.drawEllipse(dot);
    painter.restore();
}

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * smallPart);
    return font;
}

QRect linesIn(const QRect &cell)
{
    return cell.adjusted(
        dotColumn + metrics::halfGrid, metrics::halfGrid, -metrics::halfGrid, -metrics::halfGrid);
}

void paintLine(
    QPainter &painter, const QRect &line, const QFont &font, const QColor &colour, const QString &text)
{
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(font).elidedText(text, Qt::ElideRight, line.width()));
}

void paintProof(
    QPainter &painter, const QRect &line, const QStyleOptionViewItem &item, const QModelIndex &index)
{
    const auto proof = static_cast<Proof>(index.data(SessionsModel::ProofRole).toInt());
    const bool selected = item.state & QStyle::State_Selected;
    const QColor onSelection = item.palette.color(QPalette::HighlightedText);
    const Severity severity = severityOf(proof);
    const bool isCalm = severity == Severity::Ok || severity == Severity::Notice;
    const int side = line.height() - 2;
    paintProofIcon(painter, QRectF(line.left(), line.top() + 1, side, side), proof, item.palette,
        selected ? onSelection : QColor());
    paintLine(painter, line.adjusted(side + metrics::halfGrid, 0, 0, 0), smaller(item.font),
        selected     ? onSelection
            : isCalm ? item.palette.color(QPalette::Text)
                     : severityText(severity, item.palette),
        index.data(SessionsModel::ProofTextRole).toString());
}

} // namespace

void SessionDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const bool selected = item.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(item.rect, item.palette.brush(QPalette::Highlight));
    const QRectF dot(item.rect.x() + (dotColumn - dotSize) / 2.0 + 2,
        item.rect.y() + (item.rect.height() - dotSize) / 2.0, dotSize, dotSize);
    const auto state = static_cast<SessionState>(index.data(SessionsModel::StateRole).toInt());
    const bool failed = index.data(SessionsModel::FailedRole).toBool();
    const QPalette::ColorRole onSelection = QPalette::HighlightedText;
    paintDot(*painter, dot, state,
        selected ? item.palette.color(onSelection) : dotColour(state, failed, item.palette));

    const QRect lines = linesIn(item.rect);
    const int nameHeight = QFontMetrics(item.font).height();
    const int smallHeight = QFontMetrics(smaller(item.font)).height();
    const int top = lines.top() + (lines.height() - nameHeight - 2 * smallHeight) / 2;
    const QRect upper(lines.left(), top, lines.width(), nameHeight);
    const QRect middle(lines.left(), upper.bottom() + 1, lines.width(), smallHeight);
    const QRect lower = middle.translated(0, smallHeight);
    painter->save();
    paintLine(
        *painter, upper, item.font, item.palette.color(selected ? onSelection : QPalette::Text), item.text);
    paintProof(*painter, middle, item, index);
    paintLine(*painter, lower, smaller(item.font),
        item.palette.color(selected ? onSelection : QPalette::PlaceholderText),
        index.data(SessionsModel::OutlineRole).toString());
    painter->restore();
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    const int lines = QFontMetrics(option.font).height() + 2 * QFontMetrics(smaller(option.font)).height();
    return {size.width() + dotColumn, std::max(lines + metrics::grid, metrics::listRowHeight)};
}

int SessionDelegate::widthFor(const QFont &font, const QString &outline)
{
    return QFontMetrics(smaller(font)).horizontalAdvance(outline) + dotColumn + 2 * metrics::halfGrid;
}

} // namespace sluice::ui
