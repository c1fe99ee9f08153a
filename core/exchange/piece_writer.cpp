// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/piece_writer.h"

namespace sluice {

PieceWriter::PieceWriter(Take take)
    : m_take(std::move(take))
{ }

void PieceWriter::add(StoredEvent event)
{
    m_bytes += event.body.size();
    m_piece.events.push_back(std::move(event));
}

std::size_t PieceWriter::parts() const
{
    return m_piece.events.size() + m_piece.sessions.size() + m_piece.agents.size() + m_piece.flushes.size()
        + m_piece.contents.size() + m_piece.drops.size() + m_piece.depths.size();
}

Result<void> PieceWriter::passOn()
{
    return parts() >= mostEvents || m_bytes >= mostBytes ? finish() : Result<void>();
}

Result<void> PieceWriter::finish()
{
    Result<void> taken = m_piece.isEmpty() ? Result<void>() : m_take(m_piece);
    m_piece = {};
    m_bytes = 0;
    return taken;
}

} // namespace sluice
