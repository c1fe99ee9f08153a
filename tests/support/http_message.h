// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "tests/support/fault_server.h"

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// Reads requests from one connection, one after the other. Borrows the socket.
class RequestReader
{
public:
    explicit RequestReader(StoppableSocket &socket)
        : m_socket(socket)
    { }

    /// nullopt at the end of the connection, when stopped, and for what is no request with a Content-Length.
    std::optional<ReceivedRequest> next();

private:
    bool readMore();
    std::optional<std::string> takeHead();

    StoppableSocket &m_socket;
    std::string m_read; ///< and not yet given out
};

/// The answer's bytes: status line, its headers, Content-Length, body.
std::string printAnswer(const FaultAnswer &answer);

bool sameHeaderText(std::string_view a, std::string_view b);

} // namespace sluice
