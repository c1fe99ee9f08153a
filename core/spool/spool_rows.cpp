// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/spool_rows.h"

#include "core/spool/crc32c.h"
#include "core/spool/session_text.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace sluice {

namespace {

std::vector<std::size_t> unpacked(std::span<const std::uint8_t> bytes)
{
    std::vector<std::size_t> starts(bytes.size() / sizeof(std::uint32_t));
    for (std::size_t i = 0; i < starts.size(); ++i) {
        std::uint32_t start = 0;
        std::memcpy(&start, bytes.data() + i * sizeof start, sizeof start);
        starts[i] = start;
    }
    return starts;
}

bool areInside(const std::vector<std::size_t> &starts, const std::string &text)
{
    return std::ranges::is_sorted(starts) && (starts.empty() || starts.back() < text.size());
}

} // namespace

std::vector<std::uint8_t> packed(const std::vector<std::size_t> &starts)
{
    std::vector<std::uint8_t> bytes(starts.size() * sizeof(std::uint32_t));
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto start = static_cast<std::uint32_t>(starts[i]);
        std::memcpy(bytes.data() + i * sizeof start, &start, sizeof start);
    }
    return bytes;
}

std::uint32_t checkOf(std::int64_t row, const SpooledBody &body, std::span<const std::uint8_t> starts)
{
    std::uint32_t check = crc32c(0, &row, sizeof row);
    check = crc32c(check, &body.cause, sizeof body.cause);
    check = crc32c(check, body.session.text().data(), body.session.text().size());
    check = crc32c(check, starts.data(), starts.size());
    return crc32c(check, body.text.data(), body.text.size());
}

std::uint32_t checkOf(const std::string &description)
{
    return crc32c(0, description.data(), description.size());
}

StoredBody readBody(const Rows &rows)
{
    SpooledBody body;
    body.row = rows.number(0);
    body.session = rows.id<SessionId>(1);
    body.cause = rows.enumerator(2, FlushCause::End, FlushCause::Size);
    body.inDoubt = rows.number(3) != 0;
    const std::span<const std::uint8_t> starts = rows.bytes(7);
    body.starts = unpacked(starts);
    body.text = rows.text(8);
    const bool isSound = rows.number(6) == std::int64_t{checkOf(body.row, body, starts)}
        && areInside(body.starts, body.text);
    return {std::move(body), isSound};
}

std::optional<SpooledSession> readSession(const Rows &rows)
{
    const std::string description(rows.text(1));
    if (rows.number(0) != std::int64_t{checkOf(description)})
        return std::nullopt;
    return readSessionText(description);
}

SpooledHead readHead(const Rows &rows)
{
    return {rows.number(0), rows.id<SessionId>(1), rows.count(2), rows.count(3)};
}

} // namespace sluice
