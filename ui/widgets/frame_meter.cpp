// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/widgets/frame_meter.h"

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

FrameMeter::FrameMeter(QWidget &window)
{
    auto *dispatcher = QAbstractEventDispatcher::instance();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, &FrameMeter::awoke);
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &FrameMeter::rests);
    window.installEventFilter(this);
}

FrameMeter::Nanos FrameMeter::quantile(double q) const
{
    if (m_spells.empty())
        return Nanos(0);
    std::vector<Nanos> sorted = m_spells;
    const double place = std::ceil(q * static_cast<double>(sorted.size())) - 1;
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(std::max(place, 0.0));
    std::ranges::nth_element(sorted, nth);
    return *nth;
}

void FrameMeter::reset()
{
    m_frames = 0;
    m_spells.clear();
}

bool FrameMeter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::UpdateRequest)
        m_painted = true;
    return QObject::eventFilter(watched, event);
}

// A dispatcher may say twice that it woke: the first counts.
void FrameMeter::awoke()
{
    if (!m_awake)
        m_since = Steady::now();
    m_awake = true;
}

void FrameMeter::rests()
{
    if (m_awake && m_painted) {
        const Nanos spell = Steady::now() - m_since;
        if (m_spells.size() < mostKept)
            m_spells.push_back(spell);
        else
            m_spells[m_frames % mostKept] = spell;
        ++m_frames;
    }
    m_awake = false;
    m_painted = false;
}

} // namespace sluice::ui
