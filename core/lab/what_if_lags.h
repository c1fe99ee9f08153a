// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/drop_run.h"
#include "core/model/flush_record.h"
#include "core/model/life_line.h"

#include <span>
#include <vector>

namespace sluice {

/// How late a session's flusher was with each taking: from when enough was queued and a request could begin,
/// to taken. That is what its thread took to wake, which on a busy machine decides how much is dropped. Known
/// only where drops show what the queue's capacity was (up to 1,024: beyond, the flusher naps before it
/// looks), and for takings that were due by their size; empty: not known. thread: any.
std::vector<Micros> lagsOf(std::span<const FlushContents> contents, std::span<const FlushRecord> flushes,
    std::span<const DropRun> drops);

} // namespace sluice
