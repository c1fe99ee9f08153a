// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/support/fault_wire.h"

#include "tests/support/http_message.h"

namespace sluice {

namespace {

constexpr std::size_t hugeHeader = 500'000;

void writeHugeHeader(StoppableSocket &socket)
{
    socket.write("HTTP/1.1 200 OK\r\nX-Huge: " + std::string(hugeHeader, 'x') + "\r\n\r\n");
}

void writeEndlessHeaders(StoppableSocket &socket)
{
    bool more = socket.write("HTTP/1.1 200 OK\r\n");
    for (int i = 0; more; ++i)
        more = socket.write("X-Filler-" + std::to_string(i) + ": " + std::string(200, 'x') + "\r\n");
}

void writeEndlessBody(StoppableSocket &socket)
{
    const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
    bool more = socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (more)
        more = socket.write(chunk);
}

void writeHalf(StoppableSocket &socket, const FaultAnswer &answer)
{
    const std::string whole = printAnswer(answer);
    socket.write(std::string_view(whole).substr(0, whole.size() - (answer.body.size() + 1) / 2));
}

/// True when all of it dripped out.
bool drip(StoppableSocket &socket, const std::string &bytes)
{
    constexpr Millis betweenDrops{20};
    for (const char byte : bytes) {
        if (!socket.write({&byte, 1}) || !socket.wait(betweenDrops))
            return false;
    }
    return true;
}

} // namespace

bool writeAnswer(StoppableSocket &socket, const FaultAnswer &answer)
{
    switch (answer.wire) {
    case FaultAnswer::Wire::Whole:
        return socket.write(printAnswer(answer)) && !answer.closeAfter;
    case FaultAnswer::Wire::Nothing:
        socket.readUntilGone();
        return false;
    case FaultAnswer::Wire::Drip:
        return drip(socket, printAnswer(answer));
    case FaultAnswer::Wire::Close:
        return false;
    case FaultAnswer::Wire::Reset:
        socket.resetOnClose();
        return false;
    case FaultAnswer::Wire::HalfBody:
        writeHalf(socket, answer);
        return false;
    case FaultAnswer::Wire::StalledBody:
        writeHalf(socket, answer);
        socket.readUntilGone();
        return false;
    case FaultAnswer::Wire::Raw:
        socket.write(answer.body);
        return false;
    case FaultAnswer::Wire::Garbage:
        socket.write("\x01\x02 this is not a status line\r\n\r\n");
        return false;
    case FaultAnswer::Wire::HugeHeader:
        writeHugeHeader(socket);
        return false;
    case FaultAnswer::Wire::EndlessHeaders:
        writeEndlessHeaders(socket);
        return false;
    case FaultAnswer::Wire::EndlessBody:
        writeEndlessBody(socket);
        return false;
    }
    return false;
}

} // namespace sluice
