// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/collector.h"
#include "core/lab/burst_run.h"
#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/model/ledger.h"
#include "core/model/queue_picture.h"
#include "core/model/queue_snapshot.h"
#include "core/model/session.h"
#include "core/model/stored.h"

#include <QList>
#include <QMetaType>

Q_DECLARE_METATYPE(sluice::QueueSnapshot)
Q_DECLARE_METATYPE(sluice::QueuePicture)
Q_DECLARE_METATYPE(sluice::FlushRecord)
Q_DECLARE_METATYPE(sluice::DropRun)
Q_DECLARE_METATYPE(sluice::DepthSample)
Q_DECLARE_METATYPE(sluice::SessionSummary)
Q_DECLARE_METATYPE(sluice::SessionId)
Q_DECLARE_METATYPE(sluice::Ledger)
Q_DECLARE_METATYPE(sluice::BurstProgress)
Q_DECLARE_METATYPE(sluice::CollectorStats)

namespace sluice::ui {

/// Makes the core's values known to Qt by the names that the bridge's signals use, so that they also travel
/// through queued connections. Once is enough; more does no harm.
void registerMetaTypes();

} // namespace sluice::ui
