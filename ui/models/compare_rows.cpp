// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/compare_rows.h"

#include "ui/models/format.h"

#include <QCoreApplication>

#include <cmath>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CompareRows", text);
}

QString countText(const std::optional<double> &count)
{
    return count ? numberText(static_cast<std::uint64_t>(*count)) : unknownText();
}

QString secondsText(const std::optional<double> &seconds)
{
    return seconds ? durationText(std::chrono::duration_cast<Nanos>(std::chrono::duration<double>(*seconds)))
                   : unknownText();
}

QString countDifference(const CompareRows::Values &values)
{
    if (!values[0] || !values[1])
        return {};
    const double difference = *values[1] - *values[0];
    if (difference == 0)
        return tr("same");
    const QString size = numberText(static_cast<std::uint64_t>(std::abs(difference)));
    return (difference > 0 ? QStringLiteral("+") : QString(QChar(0x2212))) + size;
}

QString timesDifference(const CompareRows::Values &values)
{
    if (!values[0] || !values[1] || *values[0] <= 0)
        return {};
    return tr("%1 times").arg(QString::number(*values[1] / *values[0], 'g', 3));
}

} // namespace

void CompareRows::heading(const QString &text)
{
    m_rows.push_back({text, {}, {}, {}, true});
}

void CompareRows::words(
    const QString &what, const QString &first, const QString &second, const QString &meaning)
{
    m_rows.push_back({what, {first, second}, first == second ? tr("same") : tr("differs"), meaning, false});
}

void CompareRows::counts(const QString &what, const Values &values, const QString &meaning)
{
    m_rows.push_back(
        {what, {countText(values[0]), countText(values[1])}, countDifference(values), meaning, false});
}

void CompareRows::times(const QString &what, const Values &values, const QString &meaning)
{
    m_rows.push_back(
        {what, {secondsText(values[0]), secondsText(values[1])}, timesDifference(values), meaning, false});
}

} // namespace sluice::ui
