// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/chat_layout.h"

#include "ui/theme/metrics.h"

#include <QFontDatabase>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr qreal margin = metrics::grid; ///< around a bubble
constexpr qreal padding = metrics::grid; ///< within it, and within a card
constexpr qreal gap = metrics::halfGrid;
constexpr qreal widestPart = 0.9; ///< of the row

/// Puts blocks under each other.
class Stack
{
public:
    Stack(ChatLayout &layout, const ChatFonts &fonts, qreal width)
        : m_layout(layout)
        , m_fonts(fonts)
        , m_width(width)
    { }

    void add(ChatBlock::Kind kind, const QString &text, qreal inset = 0, bool isError = false)
    {
        QTextLayout lines(text, m_fonts.of(kind));
        const QSizeF size = layoutText(lines, m_width - 2 * inset);
        m_layout.blocks.push_back({kind, QRectF(QPointF(inset, m_y), size), text, isError});
        m_widest = std::max(m_widest, size.width() + 2 * inset);
        m_y += size.height();
    }

    void addCard(const BubblePart &part)
    {
        const qreal top = m_y;
        m_y += gap;
        add(ChatBlock::Kind::CardTitle, part.title, padding, part.isError);
        if (!part.text.isEmpty()) {
            m_y += gap;
            add(ChatBlock::Kind::CardText, part.text, padding);
        }
        m_y += gap;
        m_layout.cards.emplace_back(0, top, 0, m_y - top);
    }

    void space(qreal height) { m_y += height; }
    qreal height() const { return m_y; }
    qreal widest() const { return m_widest; }

private:
    ChatLayout &m_layout;
    const ChatFonts &m_fonts;
    qreal m_width;
    qreal m_y = 0;
    qreal m_widest = 0;
};

} // namespace

QSizeF layoutText(QTextLayout &layout, qreal width)
{
    QString text = layout.text();
    layout.setText(text.replace(u'\n', QChar::LineSeparator));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    qreal height = 0;
    qreal widest = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
        widest = std::max(widest, line.naturalTextWidth());
    }
    layout.endLayout();
    return {std::ceil(widest), std::ceil(height)};
}

QRectF ChatLayout::more() const
{
    return !blocks.empty() && blocks.back().kind == ChatBlock::Kind::More ? blocks.back().rect : QRectF();
}

ChatFonts::ChatFonts(const QFont &base)
    : heading(base)
    , text(base)
    , code(QFontDatabase::systemFont(QFontDatabase::FixedFont))
    , link(base)
{
    heading.setBold(true);
    link.setUnderline(true);
}

const QFont &ChatFonts::of(ChatBlock::Kind kind) const
{
    switch (kind) {
    case ChatBlock::Kind::Heading:
    case ChatBlock::Kind::CardTitle:
        return heading;
    case ChatBlock::Kind::CardText:
        return code;
    case ChatBlock::Kind::More:
        return link;
    case ChatBlock::Kind::Text:
        break;
    }
    return text;
}

ChatLayout layoutBubble(const Bubble &bubble, qreal width, const ChatFonts &fonts)
{
    ChatLayout layout;
    const qreal widest = std::max<qreal>(80, (width - 2 * margin) * widestPart - 2 * padding);
    Stack stack(layout, fonts, widest);
    stack.add(ChatBlock::Kind::Heading, bubble.heading);
    for (const BubblePart &part : bubble.parts) {
        stack.space(gap);
        if (part.title.isEmpty())
            stack.add(ChatBlock::Kind::Text, part.text);
        else
            stack.addCard(part);
    }
    if (!bubble.more.isEmpty()) {
        stack.space(gap);
        stack.add(ChatBlock::Kind::More, bubble.more);
    }
    const qreal inner = std::min(widest, stack.widest());
    const qreal outer = inner + 2 * padding;
    const qreal left = bubble.role == ChatRole::User ? std::max(margin, width - margin - outer) : margin;
    layout.frame = QRectF(left, gap, outer, stack.height() + 2 * padding);
    layout.size = QSizeF(width, layout.frame.height() + 2 * gap);
    const QPointF origin = layout.frame.topLeft() + QPointF(padding, padding);
    for (ChatBlock &block : layout.blocks)
        block.rect.translate(origin);
    for (QRectF &card : layout.cards) {
        card.setWidth(inner);
        card.translate(origin);
    }
    return layout;
}

} // namespace sluice::ui
