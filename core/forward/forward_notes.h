// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"

#include <cstdint>
#include <string>
#include <utility>

namespace sluice {

/// What the transports of all sessions have to say besides the ledger. thread: any.
class ForwardNotes
{
public:
    /// Why the last request was not taken, in one line; empty = it was.
    void tellTrouble(std::string words) EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_trouble = std::move(words);
    }
    /// An OTLP endpoint took a request and said that it left out so many of its spans.
    void tellRejected(std::uint64_t spans, const std::string &words) EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        m_rejectedSpans += spans;
        m_rejection = words;
    }

    struct Noted
    {
        std::string trouble;
        std::uint64_t rejectedSpans = 0; ///< of what the ledger has as delivered
        std::string rejection; ///< the endpoint's words, the last ones
    };
    Noted noted() const EXCLUDES(m_mutex)
    {
        const MutexLock lock(m_mutex);
        return {m_trouble, m_rejectedSpans, m_rejection};
    }

private:
    mutable Mutex m_mutex;
    std::string m_trouble GUARDED_BY(m_mutex);
    std::uint64_t m_rejectedSpans GUARDED_BY(m_mutex) = 0;
    std::string m_rejection GUARDED_BY(m_mutex);
};

} // namespace sluice
