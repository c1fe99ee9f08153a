// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/lab_words.h"

#include "ui/models/format.h"
#include "ui/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cassert>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LabWords", text);
}

/// The time within one round of the schedule.
Millis inRound(const FaultPlan &plan, Millis sinceStart)
{
    const bool repeats = plan.repeatsAfter && *plan.repeatsAfter > Millis(0);
    return repeats ? sinceStart % *plan.repeatsAfter : sinceStart;
}

QString phaseText(const FaultPhase &phase, std::size_t number, std::size_t count, Millis now)
{
    if (phase.length >= FaultPhase::forEver)
        return tr("%1, until it is switched").arg(faultText(phase.fault));
    return tr("phase %1 of %2: %3; %4 of %5 gone")
        .arg(numberText(number), numberText(count), faultText(phase.fault), durationText(now - phase.begin),
            durationText(phase.length));
}

} // namespace

QString burstShapeText(BurstShape shape)
{
    switch (shape) {
    case BurstShape::Steady:
        return tr("steady");
    case BurstShape::Spike:
        return tr("spike");
    case BurstShape::Ramp:
        return tr("ramp");
    case BurstShape::Sawtooth:
        return tr("sawtooth");
    case BurstShape::Poisson:
        return tr("Poisson");
    case BurstShape::Recorded:
        return tr("as recorded");
    }
    assert(false && "every shape has a word");
    return {};
}

QString burstShapeMeaning(BurstShape shape)
{
    switch (shape) {
    case BurstShape::Steady:
        return tr("Evenly; with rate 0 as fast as possible");
    case BurstShape::Spike:
        return tr("All events of a period at its start, then nothing until the next");
    case BurstShape::Ramp:
        return tr("From nothing to twice the rate");
    case BurstShape::Sawtooth:
        return tr("A ramp in each period");
    case BurstShape::Poisson:
        return tr("By chance, from the seed: on average at the rate");
    case BurstShape::Recorded:
        return tr("When the events of a recorded session came");
    }
    assert(false && "every shape has a meaning");
    return {};
}

QString faultKindText(FaultKind kind)
{
    switch (kind) {
    case FaultKind::None:
        return tr("none");
    case FaultKind::Latency:
        return tr("latency");
    case FaultKind::Bandwidth:
        return tr("narrow line");
    case FaultKind::Status500:
        return tr("500 error");
    case FaultKind::Status503:
        return tr("503 busy");
    case FaultKind::Status429:
        return tr("429 too many");
    case FaultKind::TooLarge413:
        return tr("413 too large");
    case FaultKind::Expired401:
        return tr("401 expired");
    case FaultKind::Reset:
        return tr("reset");
    case FaultKind::HalfAnswer:
        return tr("half an answer");
    case FaultKind::Garbage:
        return tr("garbage");
    case FaultKind::BlackHole:
        return tr("black hole");
    case FaultKind::Refused:
        return tr("refused");
    }
    assert(false && "every fault has a word");
    return {};
}

QString faultKindMeaning(FaultKind kind)
{
    switch (kind) {
    case FaultKind::None:
        return tr("Every request is passed on untouched");
    case FaultKind::Latency:
        return tr("Each request is passed on only after the delay");
    case FaultKind::Bandwidth:
        return tr("Both ways at so many bytes a second");
    case FaultKind::Status500:
        return tr("Answers 500: whether the events were stored is in doubt");
    case FaultKind::Status503:
        return tr("Answers 503 with Retry-After: certainly not stored");
    case FaultKind::Status429:
        return tr("Answers 429 with Retry-After: certainly not stored");
    case FaultKind::TooLarge413:
        return tr("Answers 413 to bodies above the limit; smaller ones pass");
    case FaultKind::Expired401:
        return tr("Every token given out before is expired; new ones pass");
    case FaultKind::Reset:
        return tr("The connection is reset after the request was read");
    case FaultKind::HalfAnswer:
        return tr("The request is passed on; half of its answer comes back, then the connection ends");
    case FaultKind::Garbage:
        return tr("The answer is bytes that are no HTTP");
    case FaultKind::BlackHole:
        return tr("The request is read, and nothing ever comes back");
    case FaultKind::Refused:
        return tr("Nobody listens: connections are refused");
    }
    assert(false && "every fault has a meaning");
    return {};
}

bool usesDelay(FaultKind kind)
{
    return kind != FaultKind::None && kind != FaultKind::Refused;
}

bool usesBandwidth(FaultKind kind)
{
    return kind == FaultKind::Bandwidth;
}

bool usesRetryAfter(FaultKind kind)
{
    return kind == FaultKind::Status503 || kind == FaultKind::Status429;
}

bool usesBodyLimit(FaultKind kind)
{
    return kind == FaultKind::TooLarge413;
}

QString faultText(const Fault &fault)
{
    QStringList parts{faultKindText(fault.kind)};
    if (usesBandwidth(fault.kind))
        parts << tr("%1/s").arg(bytesText(fault.bytesPerSecond));
    if (usesRetryAfter(fault.kind))
        parts << tr("Retry-After %1 s").arg(fault.retryAfter);
    if (usesBodyLimit(fault.kind))
        parts << tr("above %1").arg(bytesText(fault.bodyLimit));
    if (fault.delay > Millis(0))
        parts << durationText(fault.delay);
    return parts.join(QStringLiteral(", "));
}

QString scheduleText(const FaultPlan &plan, Millis sinceStart)
{
    const Millis now = inRound(plan, sinceStart);
    const QString between = tr("between phases: all is well; the next begins in %1");
    const std::size_t count = plan.phases.size();
    for (std::size_t i = 0; i < count; ++i) {
        const FaultPhase &phase = plan.phases[i];
        if (now < phase.begin)
            return between.arg(durationText(phase.begin - now));
        if (now < phase.end())
            return phaseText(phase, i + 1, count, now);
    }
    if (plan.repeatsAfter && count > 0)
        return between.arg(durationText(*plan.repeatsAfter - now + plan.phases.front().begin));
    return tr("over: all is well");
}

QString secondsText(double seconds)
{
    return seconds <= 0
        ? tr("0 s")
        : durationText(std::chrono::duration_cast<Nanos>(std::chrono::duration<double>(seconds)));
}

QString countText(double count)
{
    return numberText(static_cast<std::uint64_t>(std::max(count, 0.0)));
}

QString planText(const BurstPlan &plan)
{
    const bool paced = plan.rate > 0 && plan.shape != BurstShape::Recorded;
    const QString pace = paced ? tr("%1 at %2").arg(burstShapeText(plan.shape), rateText(plan.rate))
        : plan.shape == BurstShape::Recorded ? burstShapeText(plan.shape)
                                             : tr("as fast as possible");
    QString text = tr("%1 events, %2, producers: %3; capacity %4, %5")
                       .arg(numberText(plan.events), pace, numberText(plan.producers),
                           numberText(plan.queue.maxQueueSize), policyText(plan.queue.policy));
    if (!plan.faults.isEmpty())
        text += tr("; faults: %1").arg(QString::fromStdString(plan.faults.name));
    return text;
}

} // namespace sluice::ui
