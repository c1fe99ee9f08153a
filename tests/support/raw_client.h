// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace sluice {

/// A TCP client that says exactly what a test wants. Every wait ends after ten seconds.
/// thread: one at a time.
class RawClient
{
public:
    struct Answer
    {
        int status = 0; ///< 0: the connection was closed, or nothing came in time
        std::string head;
        std::string body;

        bool hasHeader(std::string_view line) const
        {
            return head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
        }
    };

    RawClient()
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0))
    { }
    explicit RawClient(std::uint16_t port)
        : RawClient()
    {
        connect(port);
    }
    ~RawClient() { ::close(m_socket); }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    int descriptor() const { return m_socket; }

    bool connect(std::uint16_t port)
    {
        const timeval limit{10, 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
        ::setsockopt(m_socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        // The socket API's own cast.
        return ::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }

    /// False: the other side closed, or took nothing for ten seconds.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void finishSending() { ::shutdown(m_socket, SHUT_WR); }

    /// Whether anything, be it the end, comes within so many milliseconds.
    bool hearsWithin(int milliseconds)
    {
        pollfd wait{m_socket, POLLIN, 0};
        return !m_received.empty() || ::poll(&wait, 1, milliseconds) > 0;
    }

    /// True: the other side closed without another byte.
    bool seesTheEnd()
    {
        char byte = 0;
        const ssize_t got = ::recv(m_socket, &byte, 1, 0);
        return m_received.empty() && (got == 0 || (got < 0 && errno == ECONNRESET));
    }

    Answer answer()
    {
        Answer answer;
        std::size_t end = std::string::npos;
        while ((end = m_received.find("\r\n\r\n")) == std::string::npos) {
            if (!receive())
                return answer;
        }
        answer.head = m_received.substr(0, end + 2);
        m_received.erase(0, end + 4);
        std::size_t length = 0;
        constexpr std::string_view field = "\r\nContent-Length: ";
        if (const std::size_t at = answer.head.find(field); at != std::string::npos)
            length = std::strtoul(answer.head.c_str() + at + field.size(), nullptr, 10);
        while (m_received.size() < length) {
            if (!receive())
                return answer;
        }
        answer.body = m_received.substr(0, length);
        m_received.erase(0, length);
        answer.status = std::atoi(answer.head.c_str() + std::string_view("HTTP/1.1 ").size());
        return answer;
    }

private:
    bool receive()
    {
        char bytes[4096];
        const ssize_t got = ::recv(m_socket, bytes, sizeof bytes, 0);
        if (got <= 0)
            return false;
        m_received.append(bytes, static_cast<std::size_t>(got));
        return true;
    }

    int m_socket;
    std::string m_received;
};

} // namespace sluice
