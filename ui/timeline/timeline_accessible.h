// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace sluice::ui {

class TimelineView;

/// The timeline as a screen reader sees it: a list whose items are the bars in sight, named like
/// "LLM call gpt-4o, 2.3 s". Pressing one selects it. An item stands for an event's row, so it
/// lives on while the view moves.
class TimelineAccessible final : public QAccessibleWidget
{
public:
    /// Makes QAccessible use this class for every TimelineView. May be called again.
    static void install();

    explicit TimelineAccessible(TimelineView *view);
    ~TimelineAccessible() override;
    TimelineAccessible(const TimelineAccessible &) = delete;
    TimelineAccessible &operator=(const TimelineAccessible &) = delete;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

private:
    QAccessibleInterface *itemFor(qint64 row) const;
    void forgetItems() const;

    TimelineView *m_view;
    mutable QHash<qint64, QAccessible::Id> m_items; ///< by row; owned by QAccessible's cache
};

/// One event in sight.
class TimelineItemAccessible final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    TimelineItemAccessible(TimelineView *view, qint64 row);

    qint64 row() const { return m_row; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QRect rect() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &action) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<TimelineView> m_view;
    qint64 m_row;
};

} // namespace sluice::ui
