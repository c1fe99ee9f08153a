// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/deadlock_lab.h"

#include <QString>

#include <array>

namespace sluice::ui {

/// How a reproduction went, and how much a person should care.
struct DeadlockVerdict
{
    enum class Grade { Running, Good, Costly, Lost, Hangs };
    Grade grade = Grade::Running;
    QString text; ///< a sentence
};

inline constexpr std::array deadlockCures
    = {DeadlockCure::AfterLock, DeadlockCure::ReEntrant, DeadlockCure::Bigger, DeadlockCure::Sluice};

QString cureText(DeadlockCure cure); ///< "The reporter's: flush after the lock", ...
QString cureMeaning(DeadlockCure cure); ///< a sentence

DeadlockVerdict verdictOf(const DeadlockResult &result);

/// "0 of 100".
QString onTheWireText(const DeadlockResult &result);

/// "2 POSTs; longest record() 50.3 ms; another thread's record() meanwhile 49.0 ms".
QString deadlockFiguresText(const DeadlockResult &result);

QString stepKindText(DeadlockStep::Kind kind); ///< "appends", "asks for the lock", ...

} // namespace sluice::ui
