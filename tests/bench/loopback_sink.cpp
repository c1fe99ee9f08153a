// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/loopback_sink.h"

#include "tests/bench/timing.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>

namespace sluice::bench {

namespace {

void require(bool good, const char *what)
{
    if (good)
        return;
    std::cerr << "loopback sink: " << what << ": " << std::strerror(errno) << '\n';
    std::exit(1);
}

std::string answerOf(std::string_view body)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

const std::string grantAnswer = answerOf(R"({"status":"Success","jwt":"t"})");
const std::string eventsAnswer = answerOf(R"("Success")");
const std::string otherAnswer = answerOf(R"({"status":"Success"})");

std::size_t lengthIn(std::string_view head)
{
    static constexpr std::string_view name = "Content-Length: ";
    const std::size_t at = head.find(name);
    return at == std::string_view::npos ? 0 : std::strtoull(head.data() + at + name.size(), nullptr, 10);
}

std::uint64_t eventsIn(std::string_view text)
{
    static constexpr std::string_view mark = "\"event_type\":";
    std::uint64_t count = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1))
        ++count;
    return count;
}

} // namespace

LoopbackSink::LoopbackSink(SinkSettings settings)
    : m_settings(settings)
    , m_listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    require(m_listener >= 0, "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    // POSIX wants this cast.
    auto *plain = reinterpret_cast<sockaddr *>(&address); // NOLINT(*-reinterpret-cast)
    require(bind(m_listener, plain, size) == 0 && listen(m_listener, 512) == 0, "listen");
    require(getsockname(m_listener, plain, &size) == 0, "getsockname");
    m_port = ntohs(address.sin_port);
    m_acceptor = std::jthread([this] { acceptAll(); });
}

LoopbackSink::~LoopbackSink()
{
    shutdown(m_listener, SHUT_RDWR); // ends accept(), and with it the list of connections
    {
        const std::lock_guard lock(m_mutex);
        for (const int descriptor : m_connections)
            shutdown(descriptor, SHUT_RDWR);
    }
    m_acceptor.join();
    for (const int descriptor : m_connections)
        shutdown(descriptor, SHUT_RDWR); // what came in between
    m_threads.clear();
    for (const int descriptor : m_connections)
        close(descriptor);
    close(m_listener);
}

std::string LoopbackSink::endpoint() const
{
    return "http://127.0.0.1:" + std::to_string(m_port);
}

void LoopbackSink::acceptAll()
{
    for (;;) {
        const int descriptor = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0)
            return;
        const int on = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        {
            const std::lock_guard lock(m_mutex);
            m_connections.push_back(descriptor);
        }
        m_threads.emplace_back([this, descriptor] { serve(descriptor); });
    }
}

void LoopbackSink::serve(int descriptor)
{
    std::string buffer(256U << 10U, '\0');
    double cpu = threadCpu();
    std::size_t held = 0; // bytes of the next request that are here already
    for (;;) {
        std::size_t headEnd = std::string::npos;
        while ((headEnd = std::string_view(buffer.data(), held).find("\r\n\r\n")) == std::string::npos) {
            const ssize_t got = recv(descriptor, buffer.data() + held, buffer.size() - held, 0);
            if (got <= 0)
                return;
            held += static_cast<std::size_t>(got);
        }
        const std::string head = buffer.substr(0, headEnd);
        std::size_t left = lengthIn(head);
        std::string body; // only to count
        const std::size_t here = std::min(left, held - headEnd - 4);
        if (m_settings.countsEvents)
            body.append(buffer, headEnd + 4, here);
        for (left -= here; left > 0;) {
            const ssize_t got = recv(descriptor, buffer.data(), std::min(left, buffer.size()), 0);
            if (got <= 0)
                return;
            left -= static_cast<std::size_t>(got);
            if (m_settings.countsEvents)
                body.append(buffer.data(), static_cast<std::size_t>(got));
        }
        held = 0; // a client that waits for the answer has sent nothing more
        m_events += eventsIn(body);
        const double now = threadCpu();
        m_cpuNanos += static_cast<std::uint64_t>((now - cpu) * 1e9);
        cpu = now;
        if (!answer(descriptor, head))
            return;
    }
}

bool LoopbackSink::answer(int descriptor, std::string_view head)
{
    const bool events = head.starts_with("POST /v2/create_events");
    const std::string &text = events                  ? eventsAnswer
        : head.starts_with("POST /v2/create_session") ? grantAnswer
                                                      : otherAnswer;
    if (m_settings.delay > Millis(0))
        std::this_thread::sleep_for(m_settings.delay);
    if (events)
        ++m_bodies;
    if (events && m_settings.holdsEvents)
        return true;
    return send(descriptor, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

} // namespace sluice::bench
