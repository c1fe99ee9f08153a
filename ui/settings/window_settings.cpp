// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/settings/window_settings.h"

#include <QStandardPaths>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr const char *themeKey = "window/theme";
constexpr const char *paletteKey = "window/palette";
constexpr const char *wheelKey = "timeline/wheel_zooms";
constexpr const char *laneNamesKey = "timeline/lane_names_width";
constexpr const char *notifyKey = "window/notify_of_alarms";
constexpr const char *geometryKey = "window/geometry";
constexpr const char *layoutKey = "window/layout";

/// A wider one would be a slip of the hand, or of an editor.
constexpr int mostLaneNames = 1'000;

const char *wordFor(PaletteChoice choice)
{
    switch (choice) {
    case PaletteChoice::OkabeIto:
        return "okabe-ito";
    case PaletteChoice::HighContrast:
        return "high-contrast";
    case PaletteChoice::Default:
        break;
    }
    return "default";
}

} // namespace

QString WindowSettings::standardFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/sluice/sluice.conf");
}

WindowSettings::WindowSettings(const QString &file)
    : m_settings(file.isEmpty() ? standardFile() : file, QSettings::IniFormat)
{ }

WindowSettings::ThemeChoice WindowSettings::theme() const
{
    const QString word = m_settings.value(QLatin1String(themeKey)).toString();
    if (word == QLatin1String("light"))
        return ThemeChoice::Light;
    return word == QLatin1String("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

void WindowSettings::setTheme(ThemeChoice theme)
{
    const char *word = theme == ThemeChoice::Light ? "light" : theme == ThemeChoice::Dark ? "dark" : "system";
    m_settings.setValue(QLatin1String(themeKey), QLatin1String(word));
}

PaletteChoice WindowSettings::palette() const
{
    const QString word = m_settings.value(QLatin1String(paletteKey)).toString();
    const auto found = std::ranges::find_if(
        allPaletteChoices, [&word](PaletteChoice choice) { return word == QLatin1String(wordFor(choice)); });
    return found == allPaletteChoices.end() ? PaletteChoice::Default : *found;
}

void WindowSettings::setPalette(PaletteChoice palette)
{
    m_settings.setValue(QLatin1String(paletteKey), QLatin1String(wordFor(palette)));
}

bool WindowSettings::wheelZooms() const
{
    return m_settings.value(QLatin1String(wheelKey), false).toBool();
}

int WindowSettings::laneNamesWidth() const
{
    return std::clamp(m_settings.value(QLatin1String(laneNamesKey), 0).toInt(), 0, mostLaneNames);
}

void WindowSettings::setLaneNamesWidth(int width)
{
    m_settings.setValue(QLatin1String(laneNamesKey), width);
}

void WindowSettings::setWheelZooms(bool zooms)
{
    m_settings.setValue(QLatin1String(wheelKey), zooms);
}

bool WindowSettings::notifiesOfAlarms() const
{
    return m_settings.value(QLatin1String(notifyKey), false).toBool();
}

void WindowSettings::setNotifiesOfAlarms(bool notifies)
{
    m_settings.setValue(QLatin1String(notifyKey), notifies);
}

QByteArray WindowSettings::geometry() const
{
    return m_settings.value(QLatin1String(geometryKey)).toByteArray();
}

QByteArray WindowSettings::layout() const
{
    return m_settings.value(QLatin1String(layoutKey)).toByteArray();
}

void WindowSettings::setPlace(const QByteArray &geometry, const QByteArray &layout)
{
    m_settings.setValue(QLatin1String(geometryKey), geometry);
    m_settings.setValue(QLatin1String(layoutKey), layout);
}

void WindowSettings::forgetLayout()
{
    m_settings.remove(QLatin1String(layoutKey));
}

} // namespace sluice::ui
