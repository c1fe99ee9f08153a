// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/theme/event_palette.h"

#include <QLabel>

namespace sluice::ui {

/// A line that says what is wrong, in its severity's colour; hidden while nothing is. Told to screen readers
/// when it appears.
class ProblemLine final : public QLabel
{
    Q_OBJECT
public:
    explicit ProblemLine(const QString &name, QWidget *parent = nullptr);

    /// Empty takes it away.
    void say(const QString &problem, Severity severity = Severity::Critical);

protected:
    void changeEvent(QEvent *event) override;

private:
    void colour();

    Severity m_severity = Severity::Ok;
};

} // namespace sluice::ui
