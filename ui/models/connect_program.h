// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/connect_lines.h"

namespace sluice::ui {

/// What to do with the lines: "Paste into the shell that starts your agent".
QString linesHeading(SdkKind sdk, ShellKind shell);

/// What has to stand in a file or in the program where environment variables are not enough; empty where they
/// are.
QList<ConnectPiece> programPieces(SdkKind sdk, const ConnectTarget &target);

} // namespace sluice::ui
