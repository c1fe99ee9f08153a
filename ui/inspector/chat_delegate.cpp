// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/chat_delegate.h"

#include "ui/inspector/chat_layout.h"
#include "ui/models/chat_model.h"
#include "ui/theme/event_palette.h"
#include "ui/theme/metrics.h"
#include "ui/theme/severity_colours.h"

#include <QAbstractItemView>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

namespace sluice::ui {

namespace {

constexpr qreal radius = metrics::halfGrid;
constexpr qreal stripe = metrics::bannerEdge;

QColor stripeOf(ChatRole role, const EventPalette &colours)
{
    switch (role) {
    case ChatRole::User:
        return colours.event(EventType::Action).fill;
    case ChatRole::Assistant:
        return colours.event(EventType::Llm).fill;
    case ChatRole::Tool:
        return colours.event(EventType::Tool).fill;
    case ChatRole::System:
    case ChatRole::Other:
        break;
    }
    return colours.faintText;
}

qreal widthOf(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view != nullptr ? view->viewport()->width() : option.rect.width();
}

ChatLayout layoutFor(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *model = qobject_cast<const ChatModel *>(index.model());
    return layoutBubble(model->bubble(index.row()), widthOf(option), ChatFonts(option.font));
}

QColor textColour(const ChatBlock &block, const QPalette &palette)
{
    if (block.isError)
        return severityText(Severity::Critical, palette);
    return palette.color(block.kind == ChatBlock::Kind::More ? QPalette::Link : QPalette::Text);
}

} // namespace

void ChatDelegate::paint(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ChatLayout layout = layoutFor(option, index);
    const auto *model = qobject_cast<const ChatModel *>(index.model());
    const EventPalette &colours = EventPalette::of(themeOf(option.palette));
    const ChatFonts fonts(option.font);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(option.rect.topLeft());
    const bool isCurrent = option.state.testFlag(QStyle::State_Selected);
    painter->setPen(isCurrent ? QPen(option.palette.color(QPalette::Highlight), metrics::outlineWidth)
                              : QPen(colours.hairline));
    painter->setBrush(option.palette.color(QPalette::AlternateBase));
    painter->drawRoundedRect(layout.frame, radius, radius);
    painter->fillRect(
        QRectF(layout.frame.x(), layout.frame.y() + radius, stripe, layout.frame.height() - 2 * radius),
        stripeOf(model->bubble(index.row()).role, colours));
    painter->setPen(QPen(colours.hairline));
    painter->setBrush(option.palette.color(QPalette::Base));
    for (const QRectF &card : layout.cards)
        painter->drawRoundedRect(card, radius, radius);
    for (const ChatBlock &block : layout.blocks) {
        QTextLayout text(block.text, fonts.of(block.kind));
        layoutText(text, block.rect.width() + 1);
        painter->setPen(textColour(block, option.palette));
        text.draw(painter, block.rect.topLeft());
    }
    painter->restore();
}

QSize ChatDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    ++m_layouts;
    return layoutFor(option, index).size.toSize();
}

bool ChatDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        const QPointF at = mouse->position() - QPointF(option.rect.topLeft());
        if (mouse->button() == Qt::LeftButton && layoutFor(option, index).more().contains(at)) {
            Q_EMIT wholeAsked(index);
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace sluice::ui
