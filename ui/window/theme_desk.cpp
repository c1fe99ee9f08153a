// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/theme_desk.h"

#include "ui/theme/theme.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QApplication>
#include <QWidget>

namespace sluice::ui {

namespace {

using Choice = WindowSettings::ThemeChoice;

/// What the desktop looked like before the first window took its own theme.
Theme systemTheme()
{
    static const Theme theme = themeOf(QApplication::palette());
    return theme;
}

Theme themeFor(Choice choice)
{
    switch (choice) {
    case Choice::Light:
        return Theme::Light;
    case Choice::Dark:
        return Theme::Dark;
    case Choice::System:
        break;
    }
    return systemTheme();
}

} // namespace

ThemeDesk::ThemeDesk(WindowSettings &settings, const WindowActions &actions, QWidget *window)
    : QObject(window)
    , m_settings(settings)
    , m_actions(actions)
    , m_window(window)
{
    const auto on
        = [this](QAction *action, auto &&slot) { connect(action, &QAction::triggered, this, slot); };
    on(m_actions.themeSystem, [this] { choose(Choice::System); });
    on(m_actions.themeLight, [this] { choose(Choice::Light); });
    on(m_actions.themeDark, [this] { choose(Choice::Dark); });
    on(m_actions.paletteDefault, [this] { choosePalette(PaletteChoice::Default); });
    on(m_actions.paletteOkabeIto, [this] { choosePalette(PaletteChoice::OkabeIto); });
    on(m_actions.paletteHighContrast, [this] { choosePalette(PaletteChoice::HighContrast); });
    on(m_actions.switchTheme, [this] { switchOver(); });
    wear(settings.theme());
    wearPalette(settings.palette());
}

void ThemeDesk::wear(Choice choice)
{
    applyTheme(*qApp, themeFor(choice));
    m_actions.themeSystem->setChecked(choice == Choice::System);
    m_actions.themeLight->setChecked(choice == Choice::Light);
    m_actions.themeDark->setChecked(choice == Choice::Dark);
}

void ThemeDesk::choose(Choice choice)
{
    wear(choice);
    m_settings.setTheme(choice);
}

void ThemeDesk::wearPalette(PaletteChoice choice)
{
    applyPalette(*qApp, choice);
    m_actions.paletteDefault->setChecked(choice == PaletteChoice::Default);
    m_actions.paletteOkabeIto->setChecked(choice == PaletteChoice::OkabeIto);
    m_actions.paletteHighContrast->setChecked(choice == PaletteChoice::HighContrast);
}

void ThemeDesk::choosePalette(PaletteChoice choice)
{
    wearPalette(choice);
    m_settings.setPalette(choice);
}

void ThemeDesk::switchOver()
{
    choose(themeOf(m_window->palette()) == Theme::Dark ? Choice::Light : Choice::Dark);
}

} // namespace sluice::ui
