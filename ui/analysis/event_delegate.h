// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

namespace sluice::ui {

/// The event table's cells: in front of a type its colour as the timeline has it, hatched for an error;
/// states that matter in their colour and with a mark. thread: GUI.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;
};

/// A square of a type's colour, hatched for errors, `size` wide.
void paintTypeMark(QPainter &painter, const QRect &place, int type, const QPalette &palette);

} // namespace sluice::ui
