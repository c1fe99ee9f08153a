// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/severity_colours.h"

#include <QPalette>

namespace sluice::ui {

namespace {

/// In per cent, as QColor::darker() takes it: 4.5:1 is reached on the light window by all four.
constexpr int darkerOnLight = 125;

} // namespace

QColor severityFill(Severity severity, const QPalette &palette)
{
    return EventPalette::of(themeOf(palette)).severity(severity);
}

QColor severityText(Severity severity, const QPalette &palette)
{
    const QColor fill = severityFill(severity, palette);
    return themeOf(palette) == Theme::Light ? fill.darker(darkerOnLight) : fill;
}

} // namespace sluice::ui
