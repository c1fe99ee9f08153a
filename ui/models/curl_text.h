// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <string_view>

namespace sluice::ui {

/// Commands for a POSIX shell that send this event again, as AgentOps v2 has it (agentops-contract.md 2.3):
/// one asks for the session's token, one posts the event. The server's address and the key are the shell's
/// variables AGENTOPS_API_ENDPOINT and AGENTOPS_API_KEY, and the commands stop when one is not set: no key is
/// ever in the text. A body of 100 KiB or more, which a command line may not hold, goes through a here
/// document.
QString curlText(std::string_view session, std::string_view body);

/// In single quotes, so that a shell takes every character as it is.
QString shellQuoted(const QString &text);

} // namespace sluice::ui
