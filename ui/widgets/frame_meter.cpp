// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/frame_meter.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

FrameMeter::FrameMeter(QWidget &window)
    : m_last(Steady::now())
{
    window.installEventFilter(this);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameMeter::look);
    m_timer.start(pace);
}

FrameMeter::Nanos FrameMeter::quantile(double q) const
{
    if (m_gaps.empty())
        return Nanos(0);
    std::vector<Nanos> sorted = m_gaps;
    const double place = std::ceil(q * static_cast<double>(sorted.size())) - 1;
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(std::max(place, 0.0));
    std::ranges::nth_element(sorted, nth);
    return *nth;
}

bool FrameMeter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::UpdateRequest)
        ++m_painted;
    return QObject::eventFilter(watched, event);
}

void FrameMeter::look()
{
    const Steady::time_point now = Steady::now();
    const Nanos gap = now - m_last;
    m_last = now;
    if (m_gaps.size() < mostKept)
        m_gaps.push_back(gap);
    else
        m_gaps[m_looks % mostKept] = gap;
    ++m_looks;
}

} // namespace sluice::ui
