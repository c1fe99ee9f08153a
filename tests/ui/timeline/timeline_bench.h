// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/manual_clock.h"
#include "tests/ui/timeline/demo_session.h"
#include "ui/models/timeline_model.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

#include <vector>

namespace sluice::test {

inline EventHead headOf(std::int64_t row, EventType type, Millis begin, Millis end, const char *name = "name")
{
    EventHead head;
    head.row = row;
    head.type = type;
    head.name = name;
    head.start = sessionStart + begin;
    head.end = sessionStart + end;
    return head;
}

/// `count` actions of 10 ms, one each 20 ms; rows from 1 on.
inline std::vector<EventHead> actions(int count)
{
    std::vector<EventHead> heads;
    for (int i = 0; i < count; ++i)
        heads.push_back(headOf(i + 1, EventType::Action, Millis{20 * i}, Millis{20 * i + 10}, "step"));
    return heads;
}

/// A shown timeline that tests drive by mouse and keys.
class TimelineBench
{
public:
    explicit TimelineBench(QSize size = {1200, 500})
    {
        view.resize(size);
        view.show();
        view.setFocus();
        (void)QTest::qWaitForWindowActive(&view);
    }

    void show(const std::vector<EventHead> &heads, Micros length = Micros{0}, const char *id = "s")
    {
        auto session = summaryOf(id);
        session.ended = sessionStart + length;
        model.reset(session);
        model.appendEvents(heads);
    }

    QWidget *plot() { return view.viewport(); }
    int xOf(Micros sinceStart) const { return qRound(view.xOf(sessionStart + sinceStart)); }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }

    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
        Qt::KeyboardModifiers modifiers = {}, bool release = true)
    {
        drag(plot(), from, to, button, modifiers, release);
    }
    static void drag(QWidget *on, QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
        Qt::KeyboardModifiers modifiers = {}, bool release = true)
    {
        QTest::mousePress(on, button, modifiers, from);
        QTest::mouseMove(on, (from + to) / 2);
        QTest::mouseMove(on, to);
        if (release)
            QTest::mouseRelease(on, button, modifiers, to);
    }

    /// With the release that QTest leaves out: without it the next widget gets no moves.
    void doubleClick(QPoint position) { doubleClick(plot(), position); }
    static void doubleClick(QWidget *on, QPoint position)
    {
        QTest::mouseClick(on, Qt::LeftButton, {}, position);
        QTest::mouseDClick(on, Qt::LeftButton, {}, position);
        QTest::mouseRelease(on, Qt::LeftButton, {}, position);
    }

    static void wheel(QWidget *on, QPoint position, int notches, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(position, on->mapToGlobal(position), {}, QPoint(0, 120 * notches), Qt::NoButton,
            modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(on, &event);
    }

    ManualClock clock;
    ui::TimelineModel model;
    ui::TimelineView view{model, clock};
};

} // namespace sluice::test
