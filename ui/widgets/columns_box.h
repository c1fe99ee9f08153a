// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QWidget>

namespace sluice::ui {

/// Puts its parts into as many columns of equal width as there is room for, each part below the shortest
/// column; the tab order stays that of adding. As high as its highest column.
class ColumnsBox final : public QWidget
{
    Q_OBJECT
public:
    /// A column is at least so wide, in pixels, and there are at most `mostColumns`.
    explicit ColumnsBox(int columnWidth, int mostColumns, QWidget *parent = nullptr);

    /// Becomes the parent of `part`.
    void add(QWidget *part);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int columnsFor(int width) const;
    void place();

    const int m_columnWidth;
    const int m_mostColumns;
    QList<QWidget *> m_parts;
    int m_height = 0; ///< of the highest column, as placed last
};

} // namespace sluice::ui
