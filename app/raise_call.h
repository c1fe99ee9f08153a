// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QLocalServer>
#include <QString>

namespace sluice {

/// The window that holds a data directory listens here for the second window's wish to bring it to the front.
/// Its socket lies in the user's runtime directory, so nobody else can call. Where it cannot listen nothing
/// is lost but this. thread: GUI.
class RaiseServer final : public QObject
{
    Q_OBJECT
public:
    /// For the holder of the data directory's lock alone: what an ended holder left is taken away.
    explicit RaiseServer(const QString &dataDir, QObject *parent = nullptr);

Q_SIGNALS:
    void called();

private:
    void answer();

    QLocalServer m_server;
};

/// Asks the window that holds `dataDir` to come to the front; false when none listens. Waits a second at
/// most.
bool callFirstWindow(const QString &dataDir);

} // namespace sluice
