// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/base/result.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <cstdint>
#include <functional>
#include <utility>

namespace sluice {

/// Brings the store's word from its writer's thread to the server's; after close() it is thrown away, so the
/// store may speak when the server is long gone. thread: any.
class CommitBox
{
public:
    using Told = std::function<void(std::uint64_t, const Result<void> &)>;

    /// `told` and `roomAgain` run on the context's thread, until close().
    CommitBox(boost::asio::io_context &context, Told told, std::function<void()> roomAgain)
        : m_context(&context)
        , m_told(std::move(told))
        , m_roomAgain(std::move(roomAgain))
    { }

    void tell(std::uint64_t key, const Result<void> &committed) EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        if (m_context)
            boost::asio::post(*m_context, [this, key, committed] { m_told(key, committed); });
    }

    /// The store has room again.
    void tellRoom() EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        if (m_context)
            boost::asio::post(*m_context, [this] { m_roomAgain(); });
    }

    /// The context's thread has ended.
    void close() EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_context = nullptr;
    }

private:
    Mutex m_mutex;
    boost::asio::io_context *m_context GUARDED_BY(m_mutex);
    const Told m_told;
    const std::function<void()> m_roomAgain;
};

} // namespace sluice
