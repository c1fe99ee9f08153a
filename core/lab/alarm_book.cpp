// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/alarm_book.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sluice {

namespace {

auto isOf(const Alarm &alarm)
{
    return [&alarm](const KeptAlarm &kept) {
        return kept.alarm.kind == alarm.kind && kept.alarm.worker == alarm.worker;
    };
}

} // namespace

void AlarmBook::take(Timestamp now, const std::vector<Alarm> &alarms)
{
    std::vector<KeptAlarm> before = std::exchange(m_current, {});
    for (const Alarm &alarm : alarms) {
        const auto known = std::find_if(before.begin(), before.end(), isOf(alarm));
        if (known == before.end()) {
            m_current.push_back(open(now, alarm));
            continue;
        }
        known->alarm = alarm;
        m_current.push_back(std::move(*known));
        before.erase(known);
    }
    std::ranges::sort(m_current, {}, &KeptAlarm::number);
    for (KeptAlarm &over : before) {
        over.ended = now;
        m_past.push_back(std::move(over));
    }
    while (m_past.size() > mostPast)
        m_past.pop_front();
}

KeptAlarm AlarmBook::open(Timestamp now, const Alarm &alarm)
{
    const auto last = std::find_if(m_past.rbegin(), m_past.rend(), isOf(alarm));
    if (last == m_past.rend() || now - *last->ended > comesBackWithin)
        return {++m_last, alarm, now, std::nullopt};
    KeptAlarm again = std::move(*last);
    m_past.erase(std::next(last).base());
    again.alarm = alarm;
    again.ended.reset();
    return again;
}

} // namespace sluice
