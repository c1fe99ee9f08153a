// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"

#include <memory>
#include <utility>

namespace sluice {

/// A place for one value, the newest: a writer replaces, a reader takes. Nobody waits for anybody longer than
/// a pointer's move; a reader that looks rarely sees only the last value. thread: any.
template <typename T>
class Latest
{
public:
    void put(T value)
    {
        auto fresh = std::make_shared<const T>(std::move(value));
        MutexLock lock(m_mutex);
        m_value.swap(fresh); // the old value is freed after the unlock, with `fresh`
        lock.unlock();
    }

    /// The newest value; null before the first put().
    std::shared_ptr<const T> get() const
    {
        MutexLock lock(m_mutex);
        return m_value;
    }

private:
    mutable Mutex m_mutex;
    std::shared_ptr<const T> m_value GUARDED_BY(m_mutex);
};

} // namespace sluice
