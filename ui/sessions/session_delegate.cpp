// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/sessions/session_delegate.h"

#include "core/model/session.h"
#include "ui/models/sessions_model.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QPainter>

namespace sluice::ui {

namespace {

constexpr int dotSize = 8;
constexpr int dotColumn = 18;

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

} // namespace

void SessionDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRectF dot(option.rect.x() + (dotColumn - dotSize) / 2.0 + 2,
        option.rect.y() + (option.rect.height() - dotSize) / 2.0, dotSize, dotSize);
    QStyleOptionViewItem text = option;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, option.palette.brush(QPalette::Highlight));
    text.rect.setLeft(option.rect.left() + dotColumn);
    QStyledItemDelegate::paint(painter, text, index);
    const auto state = static_cast<SessionState>(index.data(SessionsModel::StateRole).toInt());
    const bool failed = index.data(SessionsModel::FailedRole).toBool();
    paintDot(*painter, dot, state, dotColour(state, failed, option.palette));
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + dotColumn, std::max(size.height(), metrics::listRowHeight)};
}

} // namespace sluice::ui
