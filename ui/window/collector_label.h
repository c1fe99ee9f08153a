// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"

#include <QToolButton>

#include <optional>

namespace sluice::ui {

/// Whether a collector listens, where, and what it has taken: a place in the status bar, and a way to the
/// page that says more. thread: GUI.
class CollectorLabel final : public QToolButton
{
    Q_OBJECT
public:
    explicit CollectorLabel(QWidget *parent);

    void showAddress(const std::optional<ListenAddress> &address);
    void showStats(const CollectorStats &stats);

Q_SIGNALS:
    /// The user wants to know how to connect, and who sends.
    void asked();

private:
    std::optional<ListenAddress> m_address;
};

} // namespace sluice::ui
