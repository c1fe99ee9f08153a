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
    ToggleFollow,
    Freeze,
    FoldGaps,
    Back,
    Forward,
    NextEvent,
    PreviousEvent,
    NextError,
    PreviousError,
    NextDrop,
    PreviousDrop,
    NextFlush,
    PreviousFlush,
    NextPlaceholder,
    PreviousPlaceholder,
    Measure,
    Mark,
    MarkRange,
    WriteMark,
    NextMark,
    PreviousMark,
    Remove,
    Clear,
};

/// W, A, S and D are taken by their place on the keyboard first, so that they lie together on AZERTY and
/// Dvorak; where the platform does not tell the place, by their letter. With Ctrl or Meta, and with Alt but
/// for the two of the history, a key belongs to the window: None.
TimelineKey timelineKey(const QKeyEvent &event);

/// The meaning of a key by its place alone, on this platform plugin ("xcb", "wayland", "windows"). None where
/// the plugin's scan codes are not known, as with "offscreen".
TimelineKey timelineKeyAt(const QString &platform, quint32 scanCode);

/// Keys and what they do, in words for the list of keys.
struct KeyMeaning
{
    QString keys; ///< "W; +"
    QString meaning;
};

/// All keys of the timeline, from the table that timelineKey() reads, and what the mouse does there.
QList<KeyMeaning> timelineKeyMeanings();
QList<KeyMeaning> timelineMouseMeanings();

} // namespace sluice::ui
