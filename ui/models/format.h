// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"
#include "core/model/money.h"

#include <QString>

#include <cstdint>

namespace sluice::ui {

// Numbers and times as people read them. Every text has its unit; unknown is a dash, never 0.

/// An em dash: what stands where a value is not known.
QString unknownText();

/// "1,204,331".
QString numberText(std::uint64_t number);

QString eventsText(std::uint64_t count); ///< "1 event", "1,200 events"
QString requestsText(std::uint64_t count);

/// "512 B", "1.5 KiB", "64.0 MiB": three digits at most before the point.
QString bytesText(std::uint64_t bytes);

/// "850 ns", "12.3 µs", "4.56 ms", "1.23 s", "2 min 05 s", "1 h 02 min", "3 d 04 h". Negative times keep
/// their sign.
QString durationText(Nanos duration);

/// "12,480/s"; below ten a second with one decimal: "0.5/s".
QString rateText(double perSecond);

/// "14:03:12.345" in the machine's time zone.
QString clockText(Timestamp time);

/// "2026-11-23 14:03:12.345" in the machine's time zone.
QString dateTimeText(Timestamp time);

/// "14:03" on the day of `now`, "2026-11-23" before and after it.
QString shortTimeText(Timestamp time, Timestamp now);

/// "$0.0125", "−$3": every place that there is.
QString costText(Money cost);

/// For tool tips, which read text as markup when it looks like it: shown as it is, with its line breaks.
QString plainToolTip(const QString &text);

} // namespace sluice::ui
