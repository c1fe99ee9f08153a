// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/stoppable_socket.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>

namespace sluice {

namespace {

/// OpenSSL writes with write(2). Only for this thread: a client in the same process must do without.
void blockBrokenPipes()
{
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipes, nullptr);
}

} // namespace

StopSignal::StopSignal()
    : m_descriptor(eventfd(0, EFD_CLOEXEC))
{
    if (m_descriptor < 0)
        std::abort();
}

StopSignal::~StopSignal()
{
    close(m_descriptor);
}

void StopSignal::raise()
{
    const std::uint64_t one = 1;
    if (::write(m_descriptor, &one, sizeof one) != static_cast<ssize_t>(sizeof one))
        std::abort();
}

void StoppableSocket::FreeTls::operator()(SSL *tls) const
{
    SSL_free(tls);
}

StoppableSocket::StoppableSocket(int descriptor, const StopSignal &stop, SSL_CTX *tls)
    : m_descriptor(descriptor)
    , m_stop(stop.descriptor())
    , m_tls(tls ? SSL_new(tls) : nullptr)
{
    if (!m_tls)
        return;
    blockBrokenPipes();
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    SSL_set_fd(m_tls.get(), descriptor);
    SSL_set_accept_state(m_tls.get()); // the first read or write shakes hands
}

StoppableSocket::~StoppableSocket()
{
    m_tls.reset();
    close(m_descriptor);
}

bool StoppableSocket::waitFor(short events)
{
    std::array<pollfd, 2> both{pollfd{m_descriptor, events, 0}, pollfd{m_stop, POLLIN, 0}};
    while (poll(both.data(), both.size(), -1) < 0) {
        if (errno != EINTR)
            return false;
    }
    return both[1].revents == 0;
}

std::size_t StoppableSocket::read(char *into, std::size_t most)
{
    if (m_tls)
        return readTls(into, most);
    if (!waitFor(POLLIN))
        return 0;
    const ssize_t got = recv(m_descriptor, into, most, 0);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

bool StoppableSocket::write(std::string_view bytes)
{
    if (m_tls)
        return bytes.empty() || writeTls(bytes);
    while (!bytes.empty()) {
        if (!waitFor(POLLOUT))
            return false;
        const ssize_t put = send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (put < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        bytes.remove_prefix(put > 0 ? static_cast<std::size_t>(put) : 0);
    }
    return true;
}

bool StoppableSocket::waitForTls()
{
    switch (SSL_get_error(m_tls.get(), 0)) {
    case SSL_ERROR_WANT_READ:
        return waitFor(POLLIN);
    case SSL_ERROR_WANT_WRITE:
        return waitFor(POLLOUT);
    default:
        return false;
    }
}

std::size_t StoppableSocket::readTls(char *into, std::size_t most)
{
    std::size_t got = 0;
    ERR_clear_error(); // SSL_get_error() looks at the thread's
    while (SSL_read_ex(m_tls.get(), into, most, &got) != 1) {
        if (!waitForTls())
            return 0;
        ERR_clear_error();
    }
    return got;
}

bool StoppableSocket::writeTls(std::string_view bytes)
{
    std::size_t put = 0;
    ERR_clear_error();
    while (SSL_write_ex(m_tls.get(), bytes.data(), bytes.size(), &put) != 1) {
        if (!waitForTls())
            return false;
        ERR_clear_error();
    }
    return true;
}

void StoppableSocket::readExactly(std::size_t bytes)
{
    std::array<char, 4096> nowhere{};
    std::size_t got = 1;
    while (bytes > 0 && got > 0) {
        got = read(nowhere.data(), std::min(bytes, nowhere.size()));
        bytes -= got;
    }
}

bool StoppableSocket::wait(Millis time)
{
    pollfd stop{m_stop, POLLIN, 0};
    return poll(&stop, 1, static_cast<int>(time.count())) == 0;
}

void StoppableSocket::readUntilGone()
{
    std::array<char, 4096> nowhere{};
    while (read(nowhere.data(), nowhere.size()) > 0) { }
}

void StoppableSocket::resetOnClose()
{
    const linger none{1, 0};
    setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
}

} // namespace sluice
