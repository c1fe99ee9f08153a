// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace sluice::ui {

/// One curve of a plot: what was measured, by rising x.
struct Curve
{
    enum class Shape {
        Line, ///< straight from point to point
        Steps, ///< holds its value until the next point
    };

    QString name; ///< for the legend; plain text
    std::vector<QPointF> points; ///< x does not fall
    Shape shape = Shape::Line;
    bool filled = false; ///< down to 0

    /// The value of the last point at or before `x`; nullopt in front of the first.
    std::optional<double> at(double x) const;
};

/// From 0 to the ends of both axes. Several plots with the same range can be compared by eye.
struct PlotRange
{
    double mostX = 0;
    double mostY = 0;

    /// Holds all of `curves`; an axis on which there is nothing ends at 1.
    static PlotRange of(const std::vector<Curve> &curves);
    void unite(const PlotRange &other);
    bool operator==(const PlotRange &) const = default;
};

/// Values and pixels of one plot. Opposites of each other where the range has an extent.
class PlotScale
{
public:
    PlotScale(const QRectF &area, const PlotRange &range)
        : m_area(area)
        , m_range(range)
    { }

    QPointF toPixel(QPointF value) const;
    double valueAt(double pixelX) const; ///< within the range

private:
    QRectF m_area;
    PlotRange m_range;
};

/// At most `count` steps of 1, 2 or 5 times a power of ten from 0 up to `most`; only {0} when there is no
/// room.
std::vector<double> roundTicks(double most, int count);

} // namespace sluice::ui
