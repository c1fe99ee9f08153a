// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/ago_text.h"

#include "ui/models/format.h"

#include <QCoreApplication>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AgoText)
};

} // namespace

QString agoText(Timestamp time, Timestamp now)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - time).count();
    if (seconds < 1)
        return Words::tr("now");
    if (seconds < 60)
        return Words::tr("%1 s ago").arg(seconds);
    if (seconds < 3'600)
        return Words::tr("%1 min ago").arg(seconds / 60);
    if (seconds < 86'400)
        return Words::tr("%1 h ago").arg(seconds / 3'600);
    return shortTimeText(time, now);
}

} // namespace sluice::ui
