// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/settings/window_settings.h"

#include <QObject>

namespace sluice::ui {

struct WindowActions;

/// The window's theme and its events' colours: as chosen, remembered, and said in the menu. thread: GUI.
class ThemeDesk final : public QObject
{
    Q_OBJECT
public:
    /// Wears the remembered theme. Settings and actions outlive it.
    ThemeDesk(WindowSettings &settings, const WindowActions &actions, QWidget *window);

    /// Wears this theme without remembering it.
    void wear(WindowSettings::ThemeChoice choice);

private:
    void choose(WindowSettings::ThemeChoice choice);
    void choosePalette(WindowSettings::PaletteChoice choice);
    void wearPalette(WindowSettings::PaletteChoice choice);
    void switchOver();

    WindowSettings &m_settings;
    const WindowActions &m_actions;
    QWidget *m_window;
};

} // namespace sluice::ui
