// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <chrono>
#include <cstdint>
#include <vector>

class QWidget;

namespace sluice::ui {

/// How long a window's frames take: from when its thread wakes until it rests again, of those spells in which
/// the window was painted. It is what a person waits for: painting and everything else that stood before it.
/// thread: GUI.
class FrameMeter final : public QObject
{
    Q_OBJECT
public:
    using Nanos = std::chrono::nanoseconds;
    static constexpr std::size_t mostKept = 100'000; ///< then the oldest give way

    /// Watches `window`, which is shown already and outlives the meter.
    explicit FrameMeter(QWidget &window);

    std::uint64_t frames() const { return m_frames; }
    /// Of the frames kept, the duration within which the q-th part (0 to 1) ended; 0 when there are none.
    Nanos quantile(double q) const;
    Nanos longest() const { return quantile(1); }
    void reset();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Steady = std::chrono::steady_clock;

    void awoke();
    void rests();

    Steady::time_point m_since;
    bool m_awake = false;
    bool m_painted = false;
    std::uint64_t m_frames = 0;
    std::vector<Nanos> m_spells; ///< a ring of mostKept
};

} // namespace sluice::ui
