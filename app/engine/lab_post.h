// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/ids.h"
#include "core/recorder/recorder_config.h"

#include <string>

namespace sluice {

/// Leaves what the burst lab stores with a run (a JSON object) at the collector of another Sluice on this
/// machine, which has the store. Waits for the answer, at most 5 s. Error (Network): it did not answer, or
/// did not take it; the message has its words.
Result<void> postLab(
    const std::string &collector, const ApiKey &key, const SessionId &session, const std::string &json);

} // namespace sluice
