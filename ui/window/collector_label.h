// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"

#include <QLabel>

#include <optional>

namespace sluice::ui {

/// Whether a collector listens, where, and what it has taken: a place in the status bar. thread: GUI.
class CollectorLabel final : public QLabel
{
    Q_OBJECT
public:
    explicit CollectorLabel(QWidget *parent);

    void showAddress(const std::optional<ListenAddress> &address);
    void showStats(const CollectorStats &stats);

private:
    std::optional<ListenAddress> m_address;
};

} // namespace sluice::ui
