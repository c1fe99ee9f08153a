// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/curve_plot.h"

#include <algorithm>
#include <cmath>

namespace sluice::ui {

std::optional<double> Curve::at(double x) const
{
    const auto next = std::upper_bound(points.begin(), points.end(), x,
        [](double value, const QPointF &point) { return value < point.x(); });
    return next == points.begin() ? std::nullopt : std::optional(std::prev(next)->y());
}

PlotRange PlotRange::of(const std::vector<Curve> &curves)
{
    PlotRange range;
    for (const Curve &curve : curves) {
        for (const QPointF &point : curve.points) {
            range.mostX = std::max(range.mostX, point.x());
            range.mostY = std::max(range.mostY, point.y());
        }
    }
    if (range.mostX <= 0)
        range.mostX = 1;
    if (range.mostY <= 0)
        range.mostY = 1;
    return range;
}

void PlotRange::unite(const PlotRange &other)
{
    mostX = std::max(mostX, other.mostX);
    mostY = std::max(mostY, other.mostY);
}

QPointF PlotScale::toPixel(QPointF value) const
{
    return {m_area.left() + value.x() / m_range.mostX * m_area.width(),
        m_area.bottom() - value.y() / m_range.mostY * m_area.height()};
}

double PlotScale::valueAt(double pixelX) const
{
    if (m_area.width() <= 0)
        return 0;
    return std::clamp((pixelX - m_area.left()) / m_area.width(), 0.0, 1.0) * m_range.mostX;
}

std::vector<double> roundTicks(double most, int count)
{
    if (most <= 0 || count < 1)
        return {0};
    const double least = most / count;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least) {
            step = factor * power;
            break;
        }
    }
    std::vector<double> ticks;
    constexpr double rounding = 1e-9;
    for (int i = 0; i * step <= most * (1 + rounding); ++i)
        ticks.push_back(i * step);
    return ticks;
}

} // namespace sluice::ui
