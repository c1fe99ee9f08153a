// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/timeline_keys.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QKeyEvent>

namespace sluice::ui {

namespace {

/// Scan codes of X11 and Wayland: evdev's plus eight.
TimelineKey keyByPlace(quint32 scanCode)
{
    const QString platform = QGuiApplication::platformName();
    if (platform != QLatin1String("xcb") && !platform.startsWith(QLatin1String("wayland")))
        return TimelineKey::None;
    switch (scanCode) {
    case 25:
        return TimelineKey::ZoomIn;
    case 38:
        return TimelineKey::PanEarlier;
    case 39:
        return TimelineKey::ZoomOut;
    case 40:
        return TimelineKey::PanLater;
    default:
        return TimelineKey::None;
    }
}

TimelineKey keyByMeaning(const QKeyEvent &event)
{
    const bool shift = event.modifiers() & Qt::ShiftModifier;
    switch (event.key()) {
    case Qt::Key_W:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return TimelineKey::ZoomIn;
    case Qt::Key_S:
    case Qt::Key_Minus:
        return TimelineKey::ZoomOut;
    case Qt::Key_A:
    case Qt::Key_Left:
        return TimelineKey::PanEarlier;
    case Qt::Key_D:
    case Qt::Key_Right:
        return TimelineKey::PanLater;
    case Qt::Key_Up:
        return TimelineKey::ScrollUp;
    case Qt::Key_Down:
        return TimelineKey::ScrollDown;
    case Qt::Key_F:
        return TimelineKey::FitSelection;
    case Qt::Key_0:
    case Qt::Key_Home:
        return TimelineKey::FitAll;
    case Qt::Key_End:
        return TimelineKey::Follow;
    case Qt::Key_Period:
        return TimelineKey::NextEvent;
    case Qt::Key_Comma:
        return TimelineKey::PreviousEvent;
    case Qt::Key_N:
        return shift ? TimelineKey::PreviousError : TimelineKey::NextError;
    case Qt::Key_BracketRight:
        return TimelineKey::NextFlush;
    case Qt::Key_BracketLeft:
        return TimelineKey::PreviousFlush;
    case Qt::Key_Escape:
        return TimelineKey::Clear;
    default:
        return TimelineKey::None;
    }
}

QString tr(const char *text)
{
    return QCoreApplication::translate("TimelineKeys", text);
}

} // namespace

TimelineKey timelineKey(const QKeyEvent &event)
{
    if (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))
        return TimelineKey::None;
    const TimelineKey key = keyByMeaning(event);
    return key != TimelineKey::None ? key : keyByPlace(event.nativeScanCode());
}

QList<KeyMeaning> timelineKeyMeanings()
{
    return {
        {QStringLiteral("W; +; ="), tr("Zoom in at the pointer")},
        {QStringLiteral("S; -"), tr("Zoom out")},
        {QStringLiteral("A; Left"), tr("Earlier (with Shift: faster)")},
        {QStringLiteral("D; Right"), tr("Later (with Shift: faster)")},
        {QStringLiteral("Up"), tr("Lanes above")},
        {QStringLiteral("Down"), tr("Lanes below")},
        {QStringLiteral("F"), tr("Fit the selected event")},
        {QStringLiteral("0; Home"), tr("Fit the whole session")},
        {QStringLiteral("End"), tr("Follow the newest")},
        {QStringLiteral("."), tr("Next event of the lane")},
        {QStringLiteral(","), tr("Previous event of the lane")},
        {QStringLiteral("N"), tr("Next error")},
        {QStringLiteral("Shift+N"), tr("Previous error")},
        {QStringLiteral("]"), tr("Next flush")},
        {QStringLiteral("["), tr("Previous flush")},
        {QStringLiteral("Esc"), tr("Select nothing")},
    };
}

QList<KeyMeaning> timelineMouseMeanings()
{
    return {
        {tr("Ctrl+wheel"), tr("Zoom at the pointer")},
        {tr("Shift+wheel"), tr("Earlier, later")},
        {tr("Wheel"), tr("Lanes above, below")},
        {tr("Middle or Shift+drag"), tr("Pan")},
        {tr("Click"), tr("Select an event, a flush or drops")},
        {tr("Double click"), tr("Fit what is there")},
    };
}

} // namespace sluice::ui
