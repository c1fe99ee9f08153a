// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/metrics.h"

#include <QImage>
#include <QPainter>

namespace sluice::ui {

/// The bars and columns of one sub-row, drawn as a few lines of one image that are stretched to its height:
/// so it costs the same, however many there are. A fill for each would take ten times as long where a view
/// holds tens of thousands.
///
/// Pixels are those of the plot; what lies outside is left out. What comes later lies on top.
class SubRowStrip
{
public:
    void begin(int width);

    void addColumn(int left, int right, QRgb colour);

    /// The border is left out where a bar would be nothing but border.
    void addBar(int left, int right, QRgb fill, QRgb border);

    /// A triangle above the bars that points down at `x`.
    void addTick(int x, QRgb colour);

    /// `plotLeft` and the sub-row's top in the painter's pixels.
    void paint(QPainter &painter, int plotLeft, int top) const;

    /// A bar with less width has no border.
    static constexpr int leastBorderedBar = 6;

private:
    static constexpr int tickLines = metrics::errorTickSize / 2 + 1;
    enum Line { Edge, Inner, FirstTick, LineCount = FirstTick + tickLines };

    void fill(int line, int left, int right, QRgb colour);
    void draw(QPainter &painter, int line, int plotLeft, int top, int height) const;

    QImage m_lines; ///< as wide as the plot, LineCount high
    QRgb *m_pixels = nullptr; ///< its own
    qsizetype m_stride = 0; ///< from one line to the next
    int m_width = 0; ///< of m_lines
    int m_left = 0; ///< what is not transparent: [m_left, m_right)
    int m_right = 0;
    bool m_hasBorders = false; ///< until then Edge is not written: it would be the same as Inner
    bool m_hasTicks = false;
};

} // namespace sluice::ui
