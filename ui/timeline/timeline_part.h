// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/timeline/timeline_accessible.h"

#include <QAccessible>
#include <QPointer>

#include <optional>
#include <vector>

namespace sluice::ui {

/// A lane, a bar, a mark or a missing parent, as a screen reader sees it. See TimelineAccessible.
class TimelinePart final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    TimelinePart(TimelineView *view, const TimelinePartKey &key);

    const TimelinePartKey &key() const { return m_key; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QRect rect() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int childCount() const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &action) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    using Kind = TimelinePartKey::Kind;

    bool isSelected() const;
    std::vector<qint64> rows() const;
    QRect rectInView() const;
    const TimelineAccessible *timeline() const;
    QString name() const;
    std::optional<Placeholder> placeholder() const;

    QPointer<TimelineView> m_view;
    TimelinePartKey m_key;
};

} // namespace sluice::ui
