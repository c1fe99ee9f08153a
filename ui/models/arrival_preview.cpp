// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/arrival_preview.h"

#include "core/lab/arrival_times.h"
#include "ui/models/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr std::uint64_t mostLooks = 2'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ArrivalPreview", text);
}

/// When the looked-at events are due, in seconds.
std::vector<double> looksAt(const BurstPlan &plan, std::uint64_t stride)
{
    ArrivalTimes times(plan);
    std::vector<double> looks;
    for (std::uint64_t event = 0; event < plan.events; event += stride)
        looks.push_back(std::chrono::duration<double>(times.due(event)).count());
    return looks;
}

/// Events a second in each stretch: those between two looks come evenly, those of one instant at once.
std::vector<double> ratesOf(const std::vector<double> &looks, double eventsPerLook, double seconds)
{
    std::vector<double> rates(ArrivalPreview::stretches, 0.0);
    const double stretch = seconds / ArrivalPreview::stretches;
    const auto placeOf
        = [&](double time) { return std::min(static_cast<std::size_t>(time / stretch), rates.size() - 1); };
    for (std::size_t i = 0; i < looks.size(); ++i) {
        const double from = looks[i];
        if (i > 0 && i + 1 == looks.size() && from > looks[i - 1])
            break; // what follows it lies beyond the picture
        const double to = i + 1 < looks.size() ? looks[i + 1] : from;
        const std::size_t first = placeOf(from);
        const std::size_t last = placeOf(to);
        if (first == last) {
            rates[first] += eventsPerLook / stretch;
            continue;
        }
        for (std::size_t place = first; place <= last; ++place) {
            const double begin = std::max(from, static_cast<double>(place) * stretch);
            const double end = std::min(to, static_cast<double>(place + 1) * stretch);
            rates[place] += eventsPerLook * std::max(end - begin, 0.0) / (to - from) / stretch;
        }
    }
    return rates;
}

} // namespace

ArrivalPreview arrivalPreview(const BurstPlan &plan)
{
    ArrivalPreview preview;
    if (!plan.validate()) {
        preview.words = tr("the plan makes no sense yet");
        return preview;
    }
    if (!ArrivalTimes(plan).isPaced()) {
        preview.words = tr("all %1 at once: as fast as possible").arg(numberText(plan.events));
        return preview;
    }
    const std::uint64_t stride = (plan.events + mostLooks - 1) / mostLooks;
    const std::vector<double> looks = looksAt(plan, stride);
    const double last = looks.back();
    // What comes in one instant is shown within a period.
    preview.seconds = std::max(last, std::chrono::duration<double>(plan.period).count() / 2);
    preview.perSecond = ratesOf(looks, static_cast<double>(stride), preview.seconds);
    preview.words
        = tr("%1 events in %2, at most %3")
              .arg(numberText(plan.events),
                  durationText(std::chrono::duration_cast<Nanos>(std::chrono::duration<double>(last))),
                  rateText(*std::ranges::max_element(preview.perSecond)));
    return preview;
}

} // namespace sluice::ui
