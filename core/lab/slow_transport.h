// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/transport/transport.h"

#include <memory>

namespace sluice {

/// A slowed endpoint: each request waits first, then goes out for real. Owns the transport that it slows.
/// thread: as Transport.
class SlowTransport final : public BlockingTransport
{
public:
    SlowTransport(std::unique_ptr<Transport> inner, Millis delay);

    void abort() noexcept override EXCLUDES(m_mutex);

private:
    HttpAnswer exchange(const HttpRequest &request) override EXCLUDES(m_mutex);

    const std::unique_ptr<Transport> m_inner;
    const Millis m_delay;
    Mutex m_mutex;
    CondVar m_abort;
    bool m_aborted GUARDED_BY(m_mutex) = false;
};

} // namespace sluice
