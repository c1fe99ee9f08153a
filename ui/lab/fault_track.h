// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/fault_plan.h"

#include <QWidget>

#include <optional>

namespace sluice::ui {

/// A schedule of faults as a line: its phases over one round, and where it stands. The words for it stand
/// beside it; a screen reader reads them here too.
class FaultTrack final : public QWidget
{
    Q_OBJECT
public:
    explicit FaultTrack(QWidget *parent = nullptr);

    /// `since` nullopt: it does not run.
    void show(const FaultPlan &plan, std::optional<Millis> since);
    using QWidget::show;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Millis length() const;
    double toPixel(Millis time) const;

    FaultPlan m_plan;
    std::optional<Millis> m_since;
};

} // namespace sluice::ui
