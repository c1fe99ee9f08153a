// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/replay_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ReplayText", text);
}

QString stateWord(ReplayProgress::State state)
{
    switch (state) {
    case ReplayProgress::State::Waiting:
        return tr("Waiting for a step");
    case ReplayProgress::State::Running:
        return tr("Running");
    case ReplayProgress::State::Paused:
        return tr("Paused");
    case ReplayProgress::State::Ending:
        return tr("Sending what is left");
    case ReplayProgress::State::Finished:
        break;
    }
    return tr("Finished");
}

} // namespace

QString replaySessionText(const SessionSummary &session)
{
    return tr("%1 events of %2; started %3")
        .arg(numberText(session.counts.total()), toQt(session.displayName()), dateTimeText(session.started));
}

QString replayStateText(const ReplayProgress &progress)
{
    QString text
        = tr("%1: %2 of %3 events; %4 of %5 of the session")
              .arg(stateWord(progress.state), numberText(progress.replayed), numberText(progress.planned),
                  durationText(progress.position), durationText(progress.length));
    if (progress.skipped > 0)
        text += tr("; %1 skipped").arg(numberText(progress.skipped));
    return text;
}

int replayPermille(const ReplayProgress &progress)
{
    if (progress.planned == 0)
        return 0;
    const double share
        = static_cast<double>(progress.replayed + progress.skipped) / static_cast<double>(progress.planned);
    return static_cast<int>(std::clamp(share, 0.0, 1.0) * 1000);
}

double replaySpeed(int step)
{
    const double range = std::log10(ReplayOptions::fastest / ReplayOptions::slowest);
    return ReplayOptions::slowest * std::pow(10.0, range * step / replaySpeedSteps);
}

int replaySpeedStep(double speed)
{
    const double range = std::log10(ReplayOptions::fastest / ReplayOptions::slowest);
    const double share = std::log10(std::max(speed, ReplayOptions::slowest) / ReplayOptions::slowest) / range;
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * replaySpeedSteps));
}

} // namespace sluice::ui
