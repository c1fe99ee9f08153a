// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/forward/forwarder.h"
#include "ui/models/ledger_text.h"

#include <QString>

namespace sluice::ui {

// What is said of sessions that are sent on. Received text is in one line and without hidden characters.

/// "1,204 events of 3 sessions wait in the store · 2 are announced and not ended"; "nothing waits".
QString forwardWaitingText(const ForwardState &state);
/// How those numbers are counted.
QString forwardWaitingMeaning();

/// What is wrong, in one line; empty: nothing. Amber: it goes on by itself when the endpoint does; red: the
/// ledger does not balance.
struct ForwardTrouble
{
    QString text;
    Alarm alarm = Alarm::None;
};
ForwardTrouble forwardTrouble(const ForwardState &state);

/// For the status bar: "→ 127.0.0.1:4320 · 12 waiting".
QString forwardShortText(const ForwardState &state);

} // namespace sluice::ui
