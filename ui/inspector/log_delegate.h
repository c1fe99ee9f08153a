// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/ansi_text.h"

#include <QColor>
#include <QStyledItemDelegate>

class QPalette;

namespace sluice::ui {

/// A terminal's colour in a theme: the sixteen named ones at least 4.5:1 against its base as text.
QColor terminalColour(const AnsiColour &colour, const QPalette &palette, bool isBackground);

/// Paints the lines of a LogLinesModel with their colours and weights. thread: GUI
class LogDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace sluice::ui
