// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/bridge/connection_test.h"

#include <QList>
#include <QString>

namespace sluice::ui {

/// One step of the test as a line.
struct TestLine
{
    enum class State { Open, Under, Good, Bad }; ///< not yet; under way
    State state = State::Open;
    QString text;
    bool operator==(const TestLine &) const = default;
};

/// A line for each step, in order. `url` is where the test was sent to.
QList<TestLine> testLines(const ConnectionReport &report, const QString &url);

/// What to do about a test that failed; empty while it runs and when it was good.
QString testAdvice(const ConnectionReport &report);

} // namespace sluice::ui
