// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/event_columns.h"
#include "core/timeline/time_scale.h"

#include <QColor>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <vector>

namespace sluice::bench {

/// How others paint a timeline, on the same events, the same scale and an image of the same size: each looks
/// up the visible part of a lane by binary search and then walks over all of it.
class TimelinePeers
{
public:
    explicit TimelinePeers(const EventColumns &columns, QSize size)
        : m_image(size, QImage::Format_RGB32)
    {
        for (EventIndex event = 0; event < columns.size(); ++event) {
            if (columns.track(event) >= m_lanes.size())
                m_lanes.resize(columns.track(event) + std::size_t{1});
            m_lanes[columns.track(event)].push_back(
                {columns.start(event), columns.end(event), columns.type(event)});
        }
    }

    /// One fillRect an event.
    void paintNaively(const TimeScale &scale)
    {
        paint(scale, [&scale](QPainter &painter, const Bar &bar, int top, int &) {
            const int left = static_cast<int>(scale.toX(bar.start));
            const int right = static_cast<int>(scale.toX(bar.end));
            painter.fillRect(left, top, std::max(1, right - left), barHeight, colourOf(bar.type));
        });
    }

    /// Nothing where the pixel has been drawn by an event before: what Hotspot does. Errors always.
    void paintEachPixelOnce(const TimeScale &scale)
    {
        paint(scale, [&scale](QPainter &painter, const Bar &bar, int top, int &drawn) {
            const int left = static_cast<int>(scale.toX(bar.start));
            const int right = std::max(left + 1, static_cast<int>(scale.toX(bar.end)));
            if (right <= drawn && bar.type != EventType::Error)
                return;
            painter.fillRect(left, top, right - left, barHeight, colourOf(bar.type));
            drawn = std::max(drawn, right);
        });
    }

private:
    struct Bar
    {
        Timestamp start;
        Timestamp end;
        EventType type = EventType::Action;
    };

    static constexpr int barHeight = 14;
    static constexpr int laneHeight = 28;

    static QColor colourOf(EventType type)
    {
        static const std::array<QColor, 5> colours
            = {QColor(14, 143, 91), QColor(11, 107, 203), QColor(230, 159, 0), QColor(196, 50, 10), Qt::gray};
        return colours[static_cast<std::size_t>(type)];
    }

    template <typename PaintBar>
    void paint(const TimeScale &scale, PaintBar paintBar)
    {
        QPainter painter(&m_image);
        painter.fillRect(m_image.rect(), Qt::white);
        const Timestamp begin = toTimestamp(scale.begin());
        const Timestamp end = toTimestamp(scale.end());
        int top = 0;
        for (const std::vector<Bar> &lane : m_lanes) {
            auto bar = std::ranges::lower_bound(lane, begin, {}, &Bar::end);
            int drawn = -1;
            for (; bar != lane.end() && bar->start < end; ++bar)
                paintBar(painter, *bar, top, drawn);
            top += laneHeight;
        }
    }

    QImage m_image;
    std::vector<std::vector<Bar>> m_lanes;
};

} // namespace sluice::bench
