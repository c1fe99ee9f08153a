// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/palette_choice.h"

#include <QByteArray>
#include <QSettings>
#include <QString>

namespace sluice::ui {

/// What the window remembers from one run to the next: its theme, its layout and its choices. Never a key or
/// a token. thread: GUI.
class WindowSettings final
{
public:
    enum class ThemeChoice { System, Light, Dark };
    using PaletteChoice = sluice::ui::PaletteChoice;

    /// Bumped when docks change: a layout of another version is not restored.
    static constexpr int layoutVersion = 2;

    /// `file` empty = the standard place ($XDG_CONFIG_HOME/sluice/sluice.conf).
    explicit WindowSettings(const QString &file = {});
    static QString standardFile();
    /// For settings of their own in the same file.
    QString file() const { return m_settings.fileName(); }

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    /// What applyPalette() takes.
    PaletteChoice palette() const;
    void setPalette(PaletteChoice palette);

    /// Whether the wheel alone zooms the timeline, instead of scrolling its lanes. Off until chosen.
    bool wheelZooms() const;
    void setWheelZooms(bool zooms);

    /// How wide the names of the timeline's lanes are, in pixels; 0: as wide as they need.
    int laneNamesWidth() const;
    void setLaneNamesWidth(int width);

    /// Whether an alarm of the watchdog is told on the desktop too. Off until somebody wants it.
    bool notifiesOfAlarms() const;
    void setNotifiesOfAlarms(bool notifies);

    QByteArray geometry() const;
    QByteArray layout() const;
    void setPlace(const QByteArray &geometry, const QByteArray &layout);
    void forgetLayout();

private:
    QSettings m_settings;
};

} // namespace sluice::ui
