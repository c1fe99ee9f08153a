// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/meta_types.h"

namespace sluice::ui {

void registerMetaTypes()
{
    qRegisterMetaType<sluice::QueueSnapshot>("sluice::QueueSnapshot");
    qRegisterMetaType<sluice::QueuePicture>("sluice::QueuePicture");
    qRegisterMetaType<QList<sluice::FlushRecord>>("QList<sluice::FlushRecord>");
    qRegisterMetaType<QList<sluice::DropRun>>("QList<sluice::DropRun>");
    qRegisterMetaType<QList<sluice::DepthSample>>("QList<sluice::DepthSample>");
    qRegisterMetaType<QList<sluice::SessionSummary>>("QList<sluice::SessionSummary>");
    qRegisterMetaType<sluice::SessionId>("sluice::SessionId");
    qRegisterMetaType<sluice::Ledger>("sluice::Ledger");
    qRegisterMetaType<sluice::BurstProgress>("sluice::BurstProgress");
    qRegisterMetaType<sluice::CollectorStats>("sluice::CollectorStats");
}

} // namespace sluice::ui
