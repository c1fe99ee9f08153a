// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <openssl/types.h>

#include <cstddef>
#include <memory>
#include <string_view>

namespace sluice {

/// Ends every wait of a server's threads at once (an eventfd that becomes readable). thread: any.
class StopSignal
{
public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal &) = delete;
    StopSignal &operator=(const StopSignal &) = delete;

    void raise();
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

/// A connected TCP socket whose every wait ends when the StopSignal is raised or the peer is gone.
/// With `tls` all that is read and written goes through TLS, the handshake first. Owns the descriptor;
/// borrows the signal. thread: one at a time, and its SIGPIPE is blocked from then on.
class StoppableSocket
{
public:
    StoppableSocket(int descriptor, const StopSignal &stop, SSL_CTX *tls = nullptr);
    ~StoppableSocket();
    StoppableSocket(const StoppableSocket &) = delete;
    StoppableSocket &operator=(const StoppableSocket &) = delete;

    /// Bytes that were read; 0 at the end of the stream, after an error, or when stopped.
    std::size_t read(char *into, std::size_t most);

    /// Reads and forgets so many bytes, or fewer at the end of the stream.
    void readExactly(std::size_t bytes);

    /// False when not all of it could be written.
    bool write(std::string_view bytes);

    /// Waits, reading nothing. False when stopped before.
    bool wait(Millis time);

    /// Reads and forgets until the peer closes or the signal is raised.
    void readUntilGone();

    /// Makes closing send RST instead of FIN (SO_LINGER of 0 s).
    void resetOnClose();

private:
    struct FreeTls
    {
        void operator()(SSL *tls) const;
    };

    bool waitFor(short events);
    std::size_t readTls(char *into, std::size_t most);
    bool writeTls(std::string_view bytes);
    bool waitForTls();

    int m_descriptor;
    int m_stop;
    std::unique_ptr<SSL, FreeTls> m_tls;
};

} // namespace sluice
