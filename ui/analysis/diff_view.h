// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/analysis/line_diff.h"

#include <QPlainTextEdit>

namespace sluice::ui {

/// A line diff as plain text: in front of each line "-", "+" or a blank, and a ground of that meaning. Read
/// only. thread: GUI.
class DiffView final : public QPlainTextEdit
{
    Q_OBJECT
public:
    /// More lines are not shown; the last line says so.
    static constexpr std::size_t mostLines = 20'000;

    explicit DiffView(QWidget *parent = nullptr);

    void showDiff(const LineDiff &diff);
    /// A sentence instead.
    void showMessage(const QString &message);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    LineDiff m_diff;
    bool m_hasDiff = false;
};

} // namespace sluice::ui
