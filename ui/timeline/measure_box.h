// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>

#include <vector>

class QGridLayout;
class QLabel;

namespace sluice::ui {

struct RangeSums;

/// The floating box beside a measured range: labels and numbers, plain text. Lets the mouse through to what
/// lies below it, but for its own tool tip, which the owner shows. thread: GUI
class MeasureBox final : public QFrame
{
    Q_OBJECT
public:
    explicit MeasureBox(QWidget *parent);

    /// Beside `range` (the pixels of the parent), where there is room within `room`.
    void showFor(const RangeSums &sums, const QRect &range, const QRect &room);

    /// "Duration: 2.3 s", a line each; empty when it is not shown.
    QStringList lines() const;

private:
    QGridLayout *m_grid;
    std::vector<QLabel *> m_labels;
    std::vector<QLabel *> m_values;
};

/// Where a box of this size lies: right of `range`, else left of it, else within it at the right; as high as
/// `range` begins, held within `room`.
QRect boxBeside(QSize box, const QRect &range, const QRect &room);

} // namespace sluice::ui
