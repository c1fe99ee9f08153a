// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_keys.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QKeySequence>
#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

namespace sluice::ui {

namespace {

constexpr std::array wasd
    = {TimelineKey::ZoomIn, TimelineKey::PanEarlier, TimelineKey::ZoomOut, TimelineKey::PanLater};

/// Where W, A, S and D lie, as one platform plugin numbers keys.
struct PlacesOfWasd
{
    const char *platform; ///< the plugin's name, or its beginning: "wayland-egl"
    std::array<quint32, wasd.size()> codes;
};

constexpr std::array placesOfWasd = {
    PlacesOfWasd{"xcb", {25, 38, 39, 40}}, // X11: evdev's codes plus eight
    PlacesOfWasd{"wayland", {25, 38, 39, 40}}, // the same, by xkbcommon
    PlacesOfWasd{"windows", {17, 30, 31, 32}}, // set 1 of the PC's keyboard
};

struct Binding
{
    TimelineKey key;
    std::vector<QKeyCombination> keys;
    const char *meaning;
};

const std::vector<Binding> &bindings()
{
    static const std::vector<Binding> all = {
        {TimelineKey::ZoomIn, {Qt::Key_W, Qt::Key_Plus, Qt::Key_Equal},
            QT_TRANSLATE_NOOP("TimelineKeys", "Zoom in at the pointer")},
        {TimelineKey::ZoomOut, {Qt::Key_S, Qt::Key_Minus}, QT_TRANSLATE_NOOP("TimelineKeys", "Zoom out")},
        {TimelineKey::PanEarlier, {Qt::Key_A, Qt::Key_Left},
            QT_TRANSLATE_NOOP("TimelineKeys", "Earlier (with Shift: faster)")},
        {TimelineKey::PanLater, {Qt::Key_D, Qt::Key_Right},
            QT_TRANSLATE_NOOP("TimelineKeys", "Later (with Shift: faster)")},
        {TimelineKey::ScrollUp, {Qt::Key_Up}, QT_TRANSLATE_NOOP("TimelineKeys", "Lanes above")},
        {TimelineKey::ScrollDown, {Qt::Key_Down}, QT_TRANSLATE_NOOP("TimelineKeys", "Lanes below")},
        {TimelineKey::FitSelection, {Qt::Key_F},
            QT_TRANSLATE_NOOP("TimelineKeys", "Fit the selection or the measured range (twice: tighter)")},
        {TimelineKey::FitAll, {Qt::Key_0, Qt::Key_Home},
            QT_TRANSLATE_NOOP("TimelineKeys", "Fit the whole session")},
        {TimelineKey::Back, {Qt::ALT | Qt::Key_Left},
            QT_TRANSLATE_NOOP("TimelineKeys", "Back to the view before")},
        {TimelineKey::Forward, {Qt::ALT | Qt::Key_Right},
            QT_TRANSLATE_NOOP("TimelineKeys", "Forward to the view behind")},
        {TimelineKey::Follow, {Qt::Key_End}, QT_TRANSLATE_NOOP("TimelineKeys", "Follow the newest")},
        {TimelineKey::ToggleFollow, {Qt::Key_G},
            QT_TRANSLATE_NOOP("TimelineKeys", "Follow the newest, or stop following")},
        {TimelineKey::Freeze, {Qt::Key_Space},
            QT_TRANSLATE_NOOP("TimelineKeys", "Freeze the view, or resume; recording goes on")},
        {TimelineKey::FoldGaps, {Qt::Key_I},
            QT_TRANSLATE_NOOP("TimelineKeys", "Compress idle time, or show it as long as it was")},
        {TimelineKey::NextEvent, {Qt::Key_Period, Qt::Key_J},
            QT_TRANSLATE_NOOP("TimelineKeys", "Next event of the lane")},
        {TimelineKey::PreviousEvent, {Qt::Key_Comma, Qt::Key_K},
            QT_TRANSLATE_NOOP("TimelineKeys", "Previous event of the lane")},
        {TimelineKey::NextError, {Qt::Key_N}, QT_TRANSLATE_NOOP("TimelineKeys", "Next error")},
        {TimelineKey::PreviousError, {Qt::SHIFT | Qt::Key_N},
            QT_TRANSLATE_NOOP("TimelineKeys", "Previous error")},
        {TimelineKey::NextDrop, {Qt::Key_X}, QT_TRANSLATE_NOOP("TimelineKeys", "Next drop")},
        {TimelineKey::PreviousDrop, {Qt::SHIFT | Qt::Key_X},
            QT_TRANSLATE_NOOP("TimelineKeys", "Previous drop")},
        {TimelineKey::NextFlush, {Qt::Key_BracketRight}, QT_TRANSLATE_NOOP("TimelineKeys", "Next flush")},
        {TimelineKey::PreviousFlush, {Qt::Key_BracketLeft},
            QT_TRANSLATE_NOOP("TimelineKeys", "Previous flush")},
        {TimelineKey::NextPlaceholder, {Qt::Key_P},
            QT_TRANSLATE_NOOP("TimelineKeys", "Next parent that has not arrived")},
        {TimelineKey::PreviousPlaceholder, {Qt::SHIFT | Qt::Key_P},
            QT_TRANSLATE_NOOP("TimelineKeys", "Previous parent that has not arrived")},
        {TimelineKey::Measure, {Qt::Key_R},
            QT_TRANSLATE_NOOP(
                "TimelineKeys", "Measure the time of the selection (on another one: from the first to it)")},
        {TimelineKey::Mark, {Qt::Key_M},
            QT_TRANSLATE_NOOP("TimelineKeys",
                "Mark the selection's begin, or the pointer's time; then type what is there")},
        {TimelineKey::MarkRange, {Qt::SHIFT | Qt::Key_M},
            QT_TRANSLATE_NOOP("TimelineKeys", "Mark the measured range, or all of the selection's time")},
        {TimelineKey::WriteMark, {Qt::Key_Return, Qt::Key_Enter},
            QT_TRANSLATE_NOOP("TimelineKeys", "Write at the chosen mark (Return keeps, Esc leaves it)")},
        {TimelineKey::NextMark, {Qt::Key_B}, QT_TRANSLATE_NOOP("TimelineKeys", "Next mark")},
        {TimelineKey::PreviousMark, {Qt::SHIFT | Qt::Key_B},
            QT_TRANSLATE_NOOP("TimelineKeys", "Previous mark")},
        {TimelineKey::Remove, {Qt::Key_Delete, Qt::Key_Backspace},
            QT_TRANSLATE_NOOP("TimelineKeys", "Remove the chosen mark")},
        {TimelineKey::Clear, {Qt::Key_Escape},
            QT_TRANSLATE_NOOP("TimelineKeys", "One step back: end the drag, the measuring, the selection")},
    };
    return all;
}

TimelineKey keyByMeaning(QKeyCombination pressed)
{
    for (const Binding &binding : bindings()) {
        if (std::find(binding.keys.begin(), binding.keys.end(), pressed) != binding.keys.end())
            return binding.key;
    }
    return TimelineKey::None;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("TimelineKeys", text);
}

} // namespace

TimelineKey timelineKeyAt(const QString &platform, quint32 scanCode)
{
    for (const PlacesOfWasd &places : placesOfWasd) {
        if (!platform.startsWith(QLatin1String(places.platform)))
            continue;
        const auto place = std::find(places.codes.begin(), places.codes.end(), scanCode);
        if (place != places.codes.end())
            return wasd[static_cast<std::size_t>(place - places.codes.begin())];
    }
    return TimelineKey::None;
}

TimelineKey timelineKey(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (modifiers & (Qt::ControlModifier | Qt::MetaModifier))
        return TimelineKey::None;
    const auto pressed = static_cast<Qt::Key>(event.key());
    if (modifiers & Qt::AltModifier)
        return keyByMeaning(QKeyCombination(modifiers, pressed));
    const TimelineKey byPlace = timelineKeyAt(QGuiApplication::platformName(), event.nativeScanCode());
    if (byPlace != TimelineKey::None)
        return byPlace;
    const TimelineKey exact = keyByMeaning(QKeyCombination(modifiers, pressed));
    return exact != TimelineKey::None ? exact : keyByMeaning(pressed);
}

QList<KeyMeaning> timelineKeyMeanings()
{
    QList<KeyMeaning> meanings;
    for (const Binding &binding : bindings()) {
        QStringList keys;
        for (const QKeyCombination key : binding.keys)
            keys << QKeySequence(key).toString(QKeySequence::NativeText);
        meanings.append({keys.join(QStringLiteral("; ")), tr(binding.meaning)});
    }
    return meanings;
}

QList<KeyMeaning> timelineMouseMeanings()
{
    return {
        {tr("Ctrl+wheel"), tr("Zoom at the pointer")},
        {tr("Shift+wheel"), tr("Earlier, later")},
        {tr("Wheel"), tr("Lanes above, below")},
        {tr("Middle or Shift+drag"), tr("Pan")},
        {tr("Drag on the ruler or on an empty place"),
            tr("Measure: time, events, tokens, cost, errors, drops")},
        {tr("Click"), tr("Select an event, a flush, drops or a mark")},
        {tr("Double click"), tr("Fit what is there: a bar, the measured range, else the whole session")},
        {tr("Drag the edge of the lanes' names"), tr("Make them wider; a double click: as wide as needed")},
        {tr("Back and forward buttons"), tr("Through the views that were shown")},
        {tr("In the overview: drag the window or its edges"), tr("Pan; show more or less")},
        {tr("In the overview: click, wheel"), tr("Go there; zoom there")},
    };
}

} // namespace sluice::ui
