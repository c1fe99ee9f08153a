// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/theme.h"

#include <QApplication>
#include <QString>
#include <QWidget>

namespace sluice::ui {

/// For the eye: SLUICE_PICTURES names a folder, which gets `widget` in both themes as NAME-light.png and
/// NAME-dark.png. Without it nothing is done. thread: GUI.
inline void savePicture(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("SLUICE_PICTURES");
    if (folder.isEmpty())
        return;
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(*qApp, theme);
        QCoreApplication::processEvents();
        const QString suffix = theme == Theme::Light ? QStringLiteral("light") : QStringLiteral("dark");
        widget.grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, suffix));
    }
    applyTheme(*qApp, Theme::Light);
}

} // namespace sluice::ui
