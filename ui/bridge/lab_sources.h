// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/ids.h"
#include "core/store/data_dir.h"

#include <functional>
#include <memory>
#include <string>

namespace sluice {
class Clock;
class Recorder;
} // namespace sluice

namespace sluice::ui {

/// The pieces of the core that the lab works with, given by the composition root. Not owned; they outlive the
/// lab.
struct LabSources
{
    Recorder *recorder = nullptr; ///< null: there is nowhere to send to
    DataDir dataDir;
    const Clock *clock = nullptr; ///< never null

    /// Stores {"plan": ..., "result": ...} with a run's session, at its start and at its end. Must be quick.
    /// Empty: nothing is stored, as in a viewer.
    std::function<void(const SessionId &, std::string json)> storeLab;

    /// A recorder for a replay to another endpoint. Empty: as the own recorder, without its spool and sink.
    std::function<Result<std::unique_ptr<Recorder>>(const std::string &endpoint)> recorderFor;
};

} // namespace sluice::ui
