// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QListWidget>

namespace sluice::ui {

/// The list of what may stand at a place of a line that is typed. It is a part of its line's window and no
/// window of its own, so it flickers on no platform and can be seen in a screenshot; the focus stays in the
/// line, which hands its keys over. thread: GUI.
class OfferList final : public QListWidget
{
    Q_OBJECT
public:
    /// More rows are scrolled.
    static constexpr int mostRows = 10;

    /// `line` is what the list stands below: the field and what is said of it. Outlives the list.
    explicit OfferList(QWidget *line);

    /// Shows the items below the line, or above it where there is no room; hides itself without any.
    void showItems();

    /// Up, Down, Page Up, Page Down choose, Return and Tab take what is chosen, Escape hides. False: it is
    /// not shown, or the key is the line's.
    bool handleKey(int key);

Q_SIGNALS:
    void taken(QListWidgetItem *item);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void step(int rows);
    void takeCurrent();

    QWidget *m_line;
};

} // namespace sluice::ui
