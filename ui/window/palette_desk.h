// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"
#include "ui/window/command_palette.h"

#include <QObject>

class QMainWindow;

namespace sluice::ui {

class SessionsModel;

/// What the palette offers: every command of the window's menus that can be used now, by its own words and
/// those of its menu, with its keys; and the sessions by their names. thread: GUI.
class PaletteDesk final : public QObject
{
    Q_OBJECT
public:
    /// More sessions are not offered, the first of the list as it is sorted.
    static constexpr int mostSessions = 5'000;

    /// Both outlive it.
    PaletteDesk(QMainWindow &window, const SessionsModel &sessions);

    void open();

    CommandPalette *palette() const { return m_palette; }

Q_SIGNALS:
    void sessionAsked(const sluice::SessionId &session);

private:
    QList<PaletteEntry> commands() const;
    QList<PaletteEntry> sessions();

    QMainWindow &m_window;
    const SessionsModel &m_sessions;
    CommandPalette *m_palette;
};

} // namespace sluice::ui
