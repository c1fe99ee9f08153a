// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/bridge/clients_reader.h"

#include <utility>

namespace sluice::ui {

ClientsReader::ClientsReader(ClientSource source, QObject *parent)
    : QObject(parent)
    , m_source(std::move(source))
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &ClientsReader::look);
}

void ClientsReader::setWanted(bool wanted)
{
    if (!wanted) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    look();
}

void ClientsReader::restart()
{
    m_revision.reset();
    m_seen = {};
    Q_EMIT changed(m_seen);
}

void ClientsReader::look()
{
    const std::uint64_t revision = m_source.revision();
    if (m_revision == revision)
        return;
    m_seen = m_source.clients();
    m_revision = m_seen.revision;
    Q_EMIT changed(m_seen);
}

} // namespace sluice::ui
