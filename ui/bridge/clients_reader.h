// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/clients_seen.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace sluice::ui {

/// Where the reader looks: a collector, or what a test says. Both are called on the GUI's thread and must not
/// wait for anybody.
struct ClientSource
{
    std::function<std::uint64_t()> revision; ///< that of clients(), without copying them
    std::function<ClientsSeen()> clients;
};

/// Tells who sends to the collector, while somebody wants to know: looks four times a second, and says
/// something only when something changed. thread: GUI.
class ClientsReader final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval{250};

    explicit ClientsReader(ClientSource source, QObject *parent = nullptr);

    /// Looks at once, and from then on; or no more.
    void setWanted(bool wanted);

    /// The source is another one from now on: what was told is over.
    void restart();

    void look();

    const ClientsSeen &seen() const { return m_seen; }

Q_SIGNALS:
    void changed(const sluice::ClientsSeen &seen);

private:
    const ClientSource m_source;
    QTimer m_timer;
    std::optional<std::uint64_t> m_revision; ///< what was told last
    ClientsSeen m_seen;
};

} // namespace sluice::ui
