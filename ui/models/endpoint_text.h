// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace sluice::ui {

/// True when the host of an http(s) URL is this machine by its loopback: "localhost", 127.0.0.0/8 or ::1.
/// Anything else, and what is no URL, is not.
bool isLoopbackUrl(const QString &url);

/// The lines that a shell needs so that an AgentOps SDK sends to `endpoint`.
QString agentOpsExports(const QString &endpoint, const QString &exampleKey);

} // namespace sluice::ui
