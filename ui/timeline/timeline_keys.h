// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>

class QKeyEvent;

namespace sluice::ui {

/// What a key means to the timeline.
enum class TimelineKey {
    None,
    ZoomIn,
    ZoomOut,
    PanEarlier,
    PanLater,
    ScrollUp,
    ScrollDown,
    FitSelection,
    FitAll,
    Follow,
    NextEvent,
    PreviousEvent,
    NextError,
    PreviousError,
    NextFlush,
    PreviousFlush,
    Clear,
};

/// W, A, S and D are taken by their place on the keyboard as well, so that they lie together on AZERTY and
/// Dvorak. With Ctrl, Alt or Meta a key belongs to the window: None.
TimelineKey timelineKey(const QKeyEvent &event);

/// Keys and what they do, in words for the list of keys.
struct KeyMeaning
{
    QString keys; ///< "W; +"
    QString meaning;
};

/// All keys of the timeline, and what the mouse does there.
QList<KeyMeaning> timelineKeyMeanings();
QList<KeyMeaning> timelineMouseMeanings();

} // namespace sluice::ui
