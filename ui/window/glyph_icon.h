// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QIcon>

namespace sluice::ui {

/// The pictures of the toolbar, drawn in the colour of the palette's text, so that they follow the theme.
enum class Glyph { Fire, Stop, Start, Export, ZoomIn, ZoomOut, Fit, Follow, Theme, Keys };

QIcon glyphIcon(Glyph glyph);

} // namespace sluice::ui
