// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/timeline/view_time.h"

#include <QPoint>

#include <algorithm>
#include <cstdlib>

namespace sluice::ui {

/// What a pressed mouse button is about. A press that may measure becomes a drag when the pointer has gone
/// some pixels, so that a click stays a click. Arithmetic only.
class TimelineDrag
{
public:
    enum class Kind { None, Pan, MayMeasure, Measure, Gutter };

    /// Pixels that make a drag of a press: those of a hand that trembles are fewer.
    static constexpr int least = 4;

    void pan(QPoint from)
    {
        m_kind = Kind::Pan;
        m_last = from;
    }
    void mayMeasure(QPoint from, Timestamp time)
    {
        m_kind = Kind::MayMeasure;
        m_last = from;
        m_anchor = time;
    }
    void widenGutter() { m_kind = Kind::Gutter; }
    void end() { m_kind = Kind::None; }

    Kind kind() const { return m_kind; }
    bool isActive() const { return m_kind != Kind::None; }

    /// While panning: how far the content goes with the pointer, since the last time.
    QPoint movedTo(QPoint position)
    {
        const QPoint by = m_last - position;
        m_last = position;
        return by;
    }

    /// While measuring: whether there is a range by now.
    bool measuresAt(QPoint position)
    {
        if (m_kind == Kind::MayMeasure && std::abs(position.x() - m_last.x()) >= least)
            m_kind = Kind::Measure;
        return m_kind == Kind::Measure;
    }

    /// From where the drag began to `time`, the earlier one first.
    TimeRange rangeTo(Timestamp time) const { return {std::min(m_anchor, time), std::max(m_anchor, time)}; }

private:
    Kind m_kind = Kind::None;
    QPoint m_last;
    Timestamp m_anchor;
};

} // namespace sluice::ui
