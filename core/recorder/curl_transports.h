// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/recorder/recorder.h"

namespace sluice {

/// The transports of a recorder over the network: libcurl's, with the configuration's gzip, CA file and
/// proxy.
Recorder::TransportFactory curlTransports(const RecorderConfig &config);

} // namespace sluice
