// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/parent_links.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>

namespace sluice::ui {

class TimelinePart;
class TimelineView;

/// What a part of the timeline stands for: a lane by its key, an event by its row, a mark by its number, a
/// parent that has not arrived by its track and begin. So it lives on while the view moves.
struct TimelinePartKey
{
    enum class Kind { Lane, Event, Mark, Placeholder };

    Kind kind = Kind::Event;
    qint64 id = 0;

    bool operator==(const TimelinePartKey &) const = default;
};

TimelinePartKey keyOf(const Placeholder &place);

inline size_t qHash(const TimelinePartKey &key, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(key.kind), key.id);
}

/// The timeline as a screen reader sees it: what lies above it (the banner of a frozen view, the overview,
/// the offer to compress idle time), then a group for each lane in sight with the bars in sight in it, named
/// like "LLM call gpt-4o, 2.3 s, 1,240 tokens, error", then the marks, then the parents that have not
/// arrived. Pressing one selects it. The selected bar has the focus.
class TimelineAccessible final : public QAccessibleWidget
{
public:
    /// Makes QAccessible use this class for every TimelineView. May be called again.
    static void install();

    /// The selected event is what the keyboard is at: screen readers read it.
    static void tellFocus(TimelineView &view);

    explicit TimelineAccessible(TimelineView *view);
    ~TimelineAccessible() override;
    TimelineAccessible(const TimelineAccessible &) = delete;
    TimelineAccessible &operator=(const TimelineAccessible &) = delete;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *focusChild() const override;

    QAccessibleInterface *part(const TimelinePartKey &key) const;

private:
    QList<QWidget *> widgetsAbove() const;
    QList<TimelinePartKey> parts() const;
    void forgetParts() const;

    TimelineView *m_view;
    mutable QHash<TimelinePartKey, QAccessible::Id> m_parts; ///< owned by QAccessible's cache
};

} // namespace sluice::ui
