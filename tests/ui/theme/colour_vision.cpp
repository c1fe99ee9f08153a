// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/ui/theme/colour_vision.h"

#include <algorithm>
#include <cmath>

namespace sluice::test {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

constexpr Matrix seenAsIs{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Matrix protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Matrix deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr Matrix tritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
/// sRGB to CIE XYZ, D65 (IEC 61966-2-1).
constexpr Matrix toXyz{{{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750},
    {0.0193339, 0.1191920, 0.9503041}}};
constexpr Triple white{0.95047, 1, 1.08883};

const Matrix &matrixOf(Vision vision)
{
    switch (vision) {
    case Vision::Protanopia:
        return protanopia;
    case Vision::Deuteranopia:
        return deuteranopia;
    case Vision::Tritanopia:
        return tritanopia;
    case Vision::Normal:
        break;
    }
    return seenAsIs;
}

Triple times(const Matrix &matrix, const Triple &vector)
{
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * vector[column];
    }
    return result;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double bent(double part)
{
    return part > 0.008856 ? std::cbrt(part) : 7.787 * part + 16.0 / 116;
}

Triple labOf(Vision vision, const QColor &colour)
{
    Triple seen
        = times(matrixOf(vision), {linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())});
    for (double &channel : seen)
        channel = std::clamp(channel, 0.0, 1.0);
    const Triple xyz = times(toXyz, seen);
    const double x = bent(xyz[0] / white[0]);
    const double y = bent(xyz[1] / white[1]);
    const double z = bent(xyz[2] / white[2]);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

} // namespace

double distanceFor(Vision vision, const QColor &a, const QColor &b)
{
    const Triple one = labOf(vision, a);
    const Triple other = labOf(vision, b);
    return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

} // namespace sluice::test
