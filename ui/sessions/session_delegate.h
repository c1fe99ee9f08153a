// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

namespace sluice::ui {

/// Draws a session's name, below it its proof badge, and below that in small how it stands, when it started
/// and how long it took. A mark before them tells the state: a dot while it runs, a ring when it is silent, a
/// square when it ended; red when it failed.
class SessionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// What a list in `font` must give so that `outline` is shown whole.
    static int widthFor(const QFont &font, const QString &outline);
};

} // namespace sluice::ui
