// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

class QColor;

namespace sluice::ui {

/// How well one opaque colour stands out from another: 1 (not at all) to 21 (black on white), as WCAG 2.2,
/// "contrast ratio", has it.
double contrastOf(const QColor &a, const QColor &b);

} // namespace sluice::ui
