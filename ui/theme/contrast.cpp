// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/theme/contrast.h"

#include <QColor>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

} // namespace

double contrastOf(const QColor &a, const QColor &b)
{
    constexpr double flare = 0.05;
    const auto [less, more] = std::minmax({luminance(a), luminance(b)});
    return (more + flare) / (less + flare);
}

} // namespace sluice::ui
