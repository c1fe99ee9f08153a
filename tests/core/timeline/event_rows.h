// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace sluice::test {

/// Where the events of the tests below begin.
inline constexpr Timestamp zero{std::chrono::seconds{1'800'000'000}};

/// Events written as "0-10 llm:5-15": begin and end in microseconds since zero, an action when no type is
/// named. Rows are 1, 2, 3 ...
inline std::vector<EventHead> headsFrom(const QString &text)
{
    std::vector<EventHead> heads;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList typed = word.split(u':');
        const QStringList times = typed.back().split(u'-');
        EventHead head;
        head.row = static_cast<std::int64_t>(heads.size()) + 1;
        if (typed.size() == 2)
            head.type = eventTypeFromWire(typed.front().toStdString()).value_or(EventType::Action);
        head.start = zero + Micros(times.front().toLongLong());
        head.end = zero + Micros(times.back().toLongLong());
        heads.push_back(head);
    }
    return heads;
}

} // namespace sluice::test
