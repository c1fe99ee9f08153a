// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

class QSocketNotifier;

namespace sluice {

/// Turns SIGINT and SIGTERM into a Qt signal on the GUI thread, through a socket pair: a handler may do
/// nothing else. One at a time in a process. thread: GUI.
class SignalWatch final : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatch(QObject *parent = nullptr);
    ~SignalWatch() override;

Q_SIGNALS:
    void caught(int number);

private:
    void read();

    QSocketNotifier *m_notifier;
};

} // namespace sluice
