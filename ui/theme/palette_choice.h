// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <array>

class QApplication;

namespace sluice::ui {

/// Which colours a person wants for what happens. Each exists for both themes.
enum class PaletteChoice {
    Default,
    OkabeIto, ///< Okabe and Ito, "Color Universal Design" (2008); Wong, Nature Methods 8 (2011), 441
    HighContrast, ///< at least 4.5:1 with the lanes in the light theme, 7:1 in the dark one
};
inline constexpr std::array allPaletteChoices
    = {PaletteChoice::Default, PaletteChoice::OkabeIto, PaletteChoice::HighContrast};

/// The one that applyPalette() chose last, in both themes; at first the default. thread: GUI.
PaletteChoice paletteChoice();

/// Takes this one, and has every widget painted anew: each hears of it as QEvent::PaletteChange, as it does
/// of another theme. thread: GUI.
void applyPalette(QApplication &application, PaletteChoice choice);

} // namespace sluice::ui
