// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/burst_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BurstText", text);
}

} // namespace

QString burstStateText(const BurstProgress &progress)
{
    switch (progress.state) {
    case BurstProgress::State::Recording:
        return tr("Recording %1 of %2").arg(numberText(progress.offered), numberText(progress.planned));
    case BurstProgress::State::Ending:
        return tr("Sending what is left: %1").arg(numberText(progress.ledger.undecided()));
    case BurstProgress::State::Finished:
        break;
    }
    const QString line = progress.flushes == 1 ? tr("%1 recorded in %2, %3 delivered by %4 flush")
                                               : tr("%1 recorded in %2, %3 delivered by %4 flushes");
    return line.arg(numberText(progress.ledger.recorded), durationText(progress.elapsed),
        numberText(progress.ledger.delivered), numberText(progress.flushes));
}

QString recordCostText(const BurstProgress &progress)
{
    if (progress.state != BurstProgress::State::Finished || progress.offered == 0)
        return {};
    const auto cost = [](std::uint64_t ns) { return durationText(Nanos(static_cast<Nanos::rep>(ns))); };
    return tr("record(): p50 %1, p99 %2, max %3")
        .arg(cost(progress.cost.p50), cost(progress.cost.p99), cost(progress.cost.max));
}

int burstPermille(const BurstProgress &progress)
{
    if (progress.planned == 0)
        return 0;
    const double share = static_cast<double>(progress.offered) / static_cast<double>(progress.planned);
    return static_cast<int>(std::clamp(share, 0.0, 1.0) * 1000);
}

QString burstProblemText(const BurstProgress &progress)
{
    if (!progress.message.empty())
        return toQt(progress.message);
    const std::uint64_t dropped = progress.ledger.droppedInAll();
    return dropped == 0 ? QString() : tr("%1 dropped by the chosen policy").arg(numberText(dropped));
}

} // namespace sluice::ui
