// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

namespace sluice::ui {

/// A line of hits: the event's type as the timeline colours it, its name, and the text with the words that
/// were found in bold. The text is drawn as it is, never as markup. thread: GUI.
class HitDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace sluice::ui
