// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QStyledItemDelegate>

#include <cstddef>

namespace sluice::ui {

/// Paints the rows of a ChatModel as bubbles, with text that is never read as markup. thread: GUI
class ChatDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// How many bubbles were laid out so far: what opening a chat costs.
    std::size_t layouts() const { return m_layouts; }

Q_SIGNALS:
    void wholeAsked(const QModelIndex &index);

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    mutable std::size_t m_layouts = 0;
};

} // namespace sluice::ui
