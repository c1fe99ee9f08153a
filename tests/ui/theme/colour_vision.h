// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>

#include <array>

namespace sluice::test {

enum class Vision { Normal, Protanopia, Deuteranopia, Tritanopia };
inline constexpr std::array allVisions
    = {Vision::Normal, Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia};

/// How far apart two colours are in CIE L*a*b* (1976, D65) for an eye of this kind; 2.3 is just noticeable.
/// The eye is simulated in linear RGB with the matrices for severity 1.0 of Machado, Oliveira and Fernandes,
/// "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
/// Visualization and Computer Graphics 15 (2009), 1291.
double distanceFor(Vision vision, const QColor &a, const QColor &b);

} // namespace sluice::test
