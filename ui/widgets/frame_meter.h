// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <vector>

class QWidget;

namespace sluice::ui {

/// How evenly a window can be painted: the times between the chances to paint that its thread gets, asked for
/// sixty times a second. While something takes long, painting itself or what stands before it, there is none;
/// so a gap is what a person sees as one frame. Counts what was painted beside it. thread: GUI.
class FrameMeter final : public QObject
{
    Q_OBJECT
public:
    using Nanos = std::chrono::nanoseconds;
    static constexpr std::chrono::milliseconds pace{16};
    static constexpr std::size_t mostKept = 100'000; ///< then the oldest give way

    /// Watches `window`, which outlives the meter, from now on.
    explicit FrameMeter(QWidget &window);

    std::uint64_t painted() const { return m_painted; }
    /// The gap within which the q-th part (0 to 1) of those kept ended; 0 when there are none.
    Nanos quantile(double q) const;
    Nanos longest() const { return quantile(1); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Steady = std::chrono::steady_clock;

    void look();

    QTimer m_timer;
    Steady::time_point m_last;
    std::uint64_t m_painted = 0;
    std::uint64_t m_looks = 0;
    std::vector<Nanos> m_gaps; ///< a ring of mostKept
};

} // namespace sluice::ui
