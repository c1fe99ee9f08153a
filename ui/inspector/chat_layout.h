// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/chat_model.h"

#include <QFont>
#include <QRectF>
#include <QSizeF>

#include <vector>

class QTextLayout;

namespace sluice::ui {

/// One text of a bubble and where it stands, from the bubble's row's corner.
struct ChatBlock
{
    enum class Kind { Heading, Text, CardTitle, CardText, More };

    Kind kind = Kind::Text;
    QRectF rect;
    QString text;
    bool isError = false;
};

/// A bubble laid out for a width.
struct ChatLayout
{
    QSizeF size; ///< of the whole row
    QRectF frame; ///< of the bubble in it
    std::vector<ChatBlock> blocks;
    std::vector<QRectF> cards;

    /// Of "Show all"; empty: nothing is left out.
    QRectF more() const;
};

/// The fonts of a chat.
struct ChatFonts
{
    explicit ChatFonts(const QFont &base);

    const QFont &of(ChatBlock::Kind kind) const;

    QFont heading;
    QFont text;
    QFont code;
    QFont link;
};

/// Plain text in lines of at most `width`, broken between words where that can be. Returns its size.
QSizeF layoutText(QTextLayout &layout, qreal width);

/// The user's bubbles stand at the right, all others at the left, as wide as their text needs.
ChatLayout layoutBubble(const Bubble &bubble, qreal width, const ChatFonts &fonts);

} // namespace sluice::ui
