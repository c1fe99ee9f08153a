// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// How the timeline answers to wheel and keys.

#include "ui/timeline/timeline_keys.h"
#include "ui/timeline/timeline_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace sluice::ui {

namespace {

constexpr double wheelZoomStep = 1.25; ///< of one notch
constexpr double unitsOfANotch = 120; ///< QWheelEvent: eighths of a degree, 15 degrees a notch
constexpr double wheelPanPart = 0.1; ///< of the view's width, a notch
constexpr double keyPanPart = 0.1;
constexpr double fastKeyPanPart = 0.5; ///< with Shift

/// Most wheels turn one way; with Alt some platforms give the other one.
double notchesOf(const QWheelEvent &event)
{
    const QPoint delta = event.angleDelta();
    return (delta.y() != 0 ? delta.y() : delta.x()) / unitsOfANotch;
}

} // namespace

void TimelineView::wheelEvent(QWheelEvent *event)
{
    const double notches = notchesOf(*event);
    const double width = m_axis.scale().width();
    const bool control = event->modifiers() & Qt::ControlModifier;
    const bool pans = event->modifiers() & Qt::ShiftModifier || event->angleDelta().y() == 0;
    event->accept();
    if (control != m_wheelZooms && (control || !pans)) {
        const double x = event->position().x() - m_layout.plotLeft();
        navigate([&] { m_axis.zoomAt(x, std::pow(wheelZoomStep, notches)); });
    } else if (pans) {
        navigate([&] { m_axis.panBy(-notches * wheelPanPart * width); });
    } else {
        QScrollBar *bar = verticalScrollBar();
        const double lines = notches * QApplication::wheelScrollLines();
        bar->setValue(bar->value() - static_cast<int>(std::lround(lines * bar->singleStep())));
    }
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const bool fast = event->modifiers() & Qt::ShiftModifier;
    const double pan = (fast ? fastKeyPanPart : keyPanPart) * m_axis.scale().width();
    const TimelineKey key = timelineKey(*event);
    const bool isSwitch
        = key == TimelineKey::Freeze || key == TimelineKey::FoldGaps || key == TimelineKey::ToggleFollow;
    if (isSwitch && event->isAutoRepeat())
        return;
    if (!move(key, pan) && !step(key) && !turn(key))
        event->ignore();
}

/// The keys that move the view.
bool TimelineView::move(TimelineKey key, double pan)
{
    QScrollBar *bar = verticalScrollBar();
    switch (key) {
    case TimelineKey::ZoomIn:
        zoomIn();
        return true;
    case TimelineKey::ZoomOut:
        zoomOut();
        return true;
    case TimelineKey::PanEarlier:
        navigate([&] { m_axis.panBy(-pan); });
        return true;
    case TimelineKey::PanLater:
        navigate([&] { m_axis.panBy(pan); });
        return true;
    case TimelineKey::ScrollUp:
        bar->setValue(bar->value() - bar->singleStep());
        return true;
    case TimelineKey::ScrollDown:
        bar->setValue(bar->value() + bar->singleStep());
        return true;
    case TimelineKey::Follow:
        setFollow(true);
        return true;
    default:
        return false;
    }
}

/// The keys that are one call.
bool TimelineView::step(TimelineKey key)
{
    struct Step
    {
        TimelineKey key;
        void (TimelineView::*call)();
    };
    static constexpr std::array steps = {
        Step{TimelineKey::FitSelection, &TimelineView::fitSelection},
        Step{TimelineKey::FitAll, &TimelineView::fitAll},
        Step{TimelineKey::Back, &TimelineView::goBack},
        Step{TimelineKey::Forward, &TimelineView::goForward},
        Step{TimelineKey::NextEvent, &TimelineView::selectNext},
        Step{TimelineKey::PreviousEvent, &TimelineView::selectPrevious},
        Step{TimelineKey::NextError, &TimelineView::selectNextError},
        Step{TimelineKey::PreviousError, &TimelineView::selectPreviousError},
        Step{TimelineKey::NextDrop, &TimelineView::selectNextDrop},
        Step{TimelineKey::PreviousDrop, &TimelineView::selectPreviousDrop},
        Step{TimelineKey::NextFlush, &TimelineView::selectNextFlush},
        Step{TimelineKey::PreviousFlush, &TimelineView::selectPreviousFlush},
        Step{TimelineKey::Measure, &TimelineView::measureSelection},
        Step{TimelineKey::NextPlaceholder, &TimelineView::selectNextPlaceholder},
        Step{TimelineKey::PreviousPlaceholder, &TimelineView::selectPreviousPlaceholder},
        Step{TimelineKey::Mark, &TimelineView::addWrittenMark},
        Step{TimelineKey::MarkRange, &TimelineView::addRangeMark},
        Step{TimelineKey::WriteMark, &TimelineView::writeMark},
        Step{TimelineKey::NextMark, &TimelineView::chooseNextMark},
        Step{TimelineKey::PreviousMark, &TimelineView::choosePreviousMark},
        Step{TimelineKey::Remove, &TimelineView::removeChosenMark},
    };
    const auto known
        = std::find_if(steps.begin(), steps.end(), [key](const Step &s) { return s.key == key; });
    if (known == steps.end())
        return false;
    (this->*known->call)();
    return true;
}

/// The keys that turn something on or off. Escape with nothing to end is the window's.
bool TimelineView::turn(TimelineKey key)
{
    switch (key) {
    case TimelineKey::ToggleFollow:
        setFollow(!isFollowing());
        return true;
    case TimelineKey::Freeze:
        setFrozen(!isFrozen());
        return true;
    case TimelineKey::FoldGaps:
        setFolded(!isFolded());
        return true;
    case TimelineKey::Clear:
        return clearOneStep();
    default:
        return false;
    }
}

} // namespace sluice::ui
