// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/format.h"

#include "ui/bridge/convert.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace sluice::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

/// One style of digits everywhere, so that a screenshot reads the same on every machine.
const QLocale &digits()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

/// Three digits in all: 1.23, 12.3, 123.
QString threeDigits(double value)
{
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return digits().toString(value, 'f', decimals);
}

QString twoUnits(qint64 large, QStringView largeUnit, qint64 small, QStringView smallUnit)
{
    return QStringLiteral("%1 %2 %3 %4")
        .arg(large)
        .arg(largeUnit)
        .arg(small, 2, 10, QLatin1Char('0'))
        .arg(smallUnit);
}

QString longDuration(qint64 seconds)
{
    if (seconds < 3600)
        return twoUnits(seconds / 60, u"min", seconds % 60, u"s");
    if (seconds < 86'400)
        return twoUnits(seconds / 3600, u"h", seconds / 60 % 60, u"min");
    return twoUnits(seconds / 86'400, u"d", seconds / 3600 % 24, u"h");
}

} // namespace

QString unknownText()
{
    return QStringLiteral("—");
}

QString numberText(std::uint64_t number)
{
    return digits().toString(static_cast<qulonglong>(number));
}

QString eventsText(std::uint64_t count)
{
    return count == 1 ? Words::tr("1 event") : Words::tr("%1 events").arg(numberText(count));
}

QString requestsText(std::uint64_t count)
{
    return count == 1 ? Words::tr("1 request") : Words::tr("%1 requests").arg(numberText(count));
}

QString bytesText(std::uint64_t bytes)
{
    static constexpr std::array units = {u"KiB", u"MiB", u"GiB", u"TiB"};
    if (bytes < 1024)
        return QStringLiteral("%1 B").arg(bytes);
    double value = static_cast<double>(bytes) / 1024;
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < units.size()) {
        value /= 1024;
        ++unit;
    }
    return QStringLiteral("%1 %2").arg(threeDigits(value), QString::fromUtf16(units[unit]));
}

QString durationText(Nanos duration)
{
    if (duration < Nanos::zero())
        return QStringLiteral("−") + durationText(-duration);
    const auto ns = static_cast<double>(duration.count());
    if (ns < 1e3)
        return QStringLiteral("%1 ns").arg(duration.count());
    if (ns < 999.5e3)
        return QStringLiteral("%1 µs").arg(threeDigits(ns / 1e3));
    if (ns < 999.5e6)
        return QStringLiteral("%1 ms").arg(threeDigits(ns / 1e6));
    if (ns < 59.95e9)
        return QStringLiteral("%1 s").arg(threeDigits(ns / 1e9));
    return longDuration(std::chrono::round<std::chrono::seconds>(duration).count());
}

QString rateText(double perSecond)
{
    if (perSecond > 0 && perSecond < 9.95)
        return QStringLiteral("%1/s").arg(digits().toString(perSecond, 'f', 1));
    return QStringLiteral("%1/s").arg(digits().toString(std::max(0.0, std::round(perSecond)), 'f', 0));
}

QString costText(Money cost)
{
    const QString text = toQt(cost.text());
    return text.startsWith(u'-') ? QStringLiteral("−$%1").arg(text.mid(1)) : QStringLiteral("$%1").arg(text);
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString lines = text.toHtmlEscaped();
    return QStringLiteral("<span>%1</span>").arg(lines.replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

QString clockText(Timestamp time)
{
    return toLocalTime(time).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString dateTimeText(Timestamp time)
{
    return toLocalTime(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

QString shortTimeText(Timestamp time, Timestamp now)
{
    const QDateTime local = toLocalTime(time);
    return local.toString(
        local.date() == toLocalTime(now).date() ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-dd"));
}

} // namespace sluice::ui
