// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/lab/alarm_book.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <chrono>
#include <cstdint>
#include <set>

namespace sluice::ui {

class MessageBanner;

/// The watchdog's alarms across the top, while they last, with a button that saves a diagnostic bundle; and a
/// line of what came of it. One that comes back is shown again; one that the user closed stays closed for as
/// long as it keeps its number, unless another one comes. Hidden while there is nothing to say.
class WatchBanner final : public QWidget
{
    Q_OBJECT
public:
    explicit WatchBanner(QWidget *parent = nullptr);

    void showAlarms(const QList<sluice::KeptAlarm> &alarms);
    void showStandstill(std::chrono::milliseconds lasting);
    void showSaved(const QString &path);
    void showFailed(const QString &path, const QString &message);

    QString alarmText() const; ///< empty while none is shown
    QString noteText() const;

Q_SIGNALS:
    void bundleAsked();

private:
    void closeAlarms();
    void fit();

    MessageBanner *m_alarm;
    MessageBanner *m_note;
    QString m_path; ///< of the last bundle, for the button that copies it
    std::uint64_t m_told = 0; ///< the number of the newest alarm that was shown
    std::set<std::uint64_t> m_current; ///< the numbers of the alarms that are on
    std::set<std::uint64_t> m_closed; ///< those of the alarms that the user closed
};

} // namespace sluice::ui
