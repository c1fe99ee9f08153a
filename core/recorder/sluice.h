// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

/// All that a program needs to record sessions: #include <sluice/sluice.h>. What is reachable from here is
/// the library's contract; other installed headers are its inner parts and may change with any release.

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/recorder/agent_scope.h"
#include "core/recorder/curl_transports.h"
#include "core/recorder/recorder.h"
#include "core/recorder/recorder_sink.h"
