// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace sluice::ui {

// The only place where std and Qt change into each other. Text of the core is UTF-8.

inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

inline QByteArray toQtBytes(std::string_view bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

inline std::string fromQt(const QString &text)
{
    return text.toStdString();
}

inline std::string fromQt(const QByteArray &bytes)
{
    return bytes.toStdString();
}

/// In the time zone of the machine; below a millisecond is cut.
inline QDateTime toLocalTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<Millis>(time).time_since_epoch().count(), Qt::LocalTime);
}

template <typename T>
QList<T> toQt(std::vector<T> values)
{
    return QList<T>(std::make_move_iterator(values.begin()), std::make_move_iterator(values.end()));
}

} // namespace sluice::ui
