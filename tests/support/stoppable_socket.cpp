// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/stoppable_socket.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>

namespace sluice {

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

StoppableSocket::StoppableSocket(int descriptor, const StopSignal &stop)
    : m_descriptor(descriptor)
    , m_stop(stop.descriptor())
{ }

StoppableSocket::~StoppableSocket()
{
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
    if (!waitFor(POLLIN))
        return 0;
    const ssize_t got = recv(m_descriptor, into, most, 0);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

bool StoppableSocket::write(std::string_view bytes)
{
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
