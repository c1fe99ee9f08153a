// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QPalette>

class QApplication;

namespace sluice::ui {

enum class Theme { Light, Dark };

/// Fusion with our own palette: the same look on every desktop. May be called again at any time; widgets hear
/// of it by QEvent::PaletteChange. thread: GUI
void applyTheme(QApplication &application, Theme theme);

/// The theme whose colours go with this palette: by the lightness of its window colour. So a widget needs
/// nobody to tell it, and a preview with its own palette works too.
Theme themeOf(const QPalette &palette);

/// The palette that applyTheme() sets.
QPalette paletteOf(Theme theme);

} // namespace sluice::ui
