// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace sluice {

/// The text with what looks like a key or a token blacked out: the word after "Bearer", the value of an
/// api_key, token or secret, and every UUID that AGENTOPS_API_KEY or AGENTOPS_PARENT_KEY holds.
QString redacted(QString text);

/// Sends Qt's messages to stderr, redacted, one line each.
void installMessageLog();

} // namespace sluice
