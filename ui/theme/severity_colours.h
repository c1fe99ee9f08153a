// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"

class QPalette;

namespace sluice::ui {

/// For dots, bars and edges: at least 3:1 against the window.
QColor severityFill(Severity severity, const QPalette &palette);

/// For text: at least 4.5:1 against the window.
QColor severityText(Severity severity, const QPalette &palette);

} // namespace sluice::ui
