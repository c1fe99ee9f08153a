// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QIcon>
#include <QPalette>

namespace sluice::ui {

/// Small marks that say by their shape what a colour says too, drawn in the palette's colours.
enum class Mark { Tick, Cross, Funnel };

QIcon markIcon(Mark mark, const QPalette &palette);

} // namespace sluice::ui
