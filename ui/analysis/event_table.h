// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/event_table_model.h"

#include <QTableView>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

class QAction;
class QMenu;

namespace sluice::ui {

/// The table of a session's events: one selected event that the timeline shares, rows to copy, cells to
/// filter by, and a mode in which it goes with what is newest. thread: GUI.
class EventTable final : public QTableView
{
    Q_OBJECT
public:
    /// More rows are not copied at once.
    static constexpr std::size_t mostCopied = 100'000;

    explicit EventTable(QWidget *parent = nullptr);

    EventTableModel &events() { return m_model; }

    void show(const std::shared_ptr<const ListedEvents> &listed);
    using QTableView::show;

    /// Shows the event of this row of the store as selected, if it is in the list; tells nobody.
    void selectRow(std::int64_t row);
    /// Nothing is selected; tells nobody.
    void clearSelected();

    /// Keeps the newest event in sight while events come.
    void setFollowing(bool isFollowing);
    bool isFollowing() const { return m_isFollowing; }

    /// What a cell offers: filter by it, copy. Owned by the caller.
    std::unique_ptr<QMenu> menuFor(const QModelIndex &cell);

    void copyText() const;
    void copyJson() const;

Q_SIGNALS:
    /// A person chose this event.
    void eventAsked(qint64 row);
    /// It was asked for with Return or a double click: look at it closer.
    void eventOpened(qint64 row);
    void followingChanged(bool isFollowing);
    /// A term for the filter, from a cell.
    void termAsked(const QString &term, bool isOpposite);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void sayCurrent(const QModelIndex &current);
    void restoreSelected();
    void goToNewest();
    void watchScrolling();
    std::vector<EventIndex> chosen() const;

    EventTableModel m_model;
    std::optional<std::int64_t> m_selected; ///< the store's row
    bool m_isUpdating = false; ///< what changes now is no person's choice
    bool m_isFollowing = false;
    QAction *m_copyText;
    QAction *m_copyJson;
};

} // namespace sluice::ui
