// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/what_if_text.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/what_if_model.h"
#include "ui/models/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WhatIfText", text);
}

WhatIf named(WhatIf variant, const QString &name)
{
    variant.name = fromQt(name);
    return variant;
}

} // namespace

QString whatIfColumnText(int column)
{
    switch (column) {
    case WhatIfModel::Name:
        return tr("Variant");
    case WhatIfModel::Capacity:
        return tr("Capacity");
    case WhatIfModel::Policy:
        return tr("Policy");
    case WhatIfModel::Batch:
        return tr("Flush at");
    case WhatIfModel::Interval:
        return tr("Max wait");
    case WhatIfModel::Latency:
        return tr("Server takes");
    case WhatIfModel::Dropped:
        return tr("Dropped");
    case WhatIfModel::Delivered:
        return tr("Delivered");
    case WhatIfModel::Spilled:
        return tr("Spilled");
    case WhatIfModel::DelayP50:
        return tr("Delay p50");
    case WhatIfModel::DelayP99:
        return tr("Delay p99");
    case WhatIfModel::Blocked:
        return tr("Blocked");
    case WhatIfModel::LongestBlock:
        return tr("Longest block");
    case WhatIfModel::Memory:
        return tr("Memory");
    case WhatIfModel::HighWater:
        return tr("High water");
    case WhatIfModel::Flushes:
        return tr("Flushes");
    default:
        return {};
    }
}

QString whatIfColumnMeaning(int column)
{
    switch (column) {
    case WhatIfModel::Name:
        return tr("What is tried; the first line is what was recorded");
    case WhatIfModel::Capacity:
        return tr("max_queue_size: how many events the queue holds");
    case WhatIfModel::Policy:
        return tr("What record() does when the queue is full");
    case WhatIfModel::Batch:
        return tr("A flush starts at this depth; 0 = half the capacity, at most 512");
    case WhatIfModel::Interval:
        return tr("max_wait_time in ms: a flush starts this long after the oldest event");
    case WhatIfModel::Latency:
        return tr("Each POST takes this long, in ms; -1 = as it was recorded");
    case WhatIfModel::Dropped:
        return tr("Simulation: events dropped by the policy, and their share of those recorded");
    case WhatIfModel::Delivered:
        return tr("Simulation: events that the server acknowledged");
    case WhatIfModel::Spilled:
        return tr("Simulation: events that went by way of the disk");
    case WhatIfModel::DelayP50:
        return tr("Simulation: from record() to acknowledged; half of the delivered events took less");
    case WhatIfModel::DelayP99:
        return tr("Simulation: from record() to acknowledged; 99 of 100 delivered events took less");
    case WhatIfModel::Blocked:
        return tr("Simulation: time that record() waited for room, all producers together");
    case WhatIfModel::LongestBlock:
        return tr("Simulation: the longest that one record() waited for room");
    case WhatIfModel::Memory:
        return tr("Simulation: bytes of the events in the queue and in flight, at their highest");
    case WhatIfModel::HighWater:
        return tr("Simulation: the greatest depth of the queue");
    case WhatIfModel::Flushes:
        return tr("Simulation: POST bodies sent");
    default:
        return {};
    }
}

std::vector<WhatIf> firstVariants(const WhatIf &recorded)
{
    std::vector<WhatIf> variants{named(recorded, tr("as recorded"))};
    WhatIf larger = recorded;
    larger.queue.maxQueueSize = std::min(recorded.queue.maxQueueSize * 10, QueueLimits::mostEvents);
    if (larger.queue.maxQueueSize != recorded.queue.maxQueueSize)
        variants.push_back(named(larger, tr("capacity %1").arg(numberText(larger.queue.maxQueueSize))));
    for (const OverflowPolicy policy :
        {OverflowPolicy::Block, OverflowPolicy::DropNewest, OverflowPolicy::DropOldest}) {
        WhatIf other = recorded;
        other.queue.policy = policy;
        if (policy != recorded.queue.policy)
            variants.push_back(named(other, policyText(policy)));
    }
    return variants;
}

} // namespace sluice::ui
