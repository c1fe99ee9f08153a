// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

/// A received body as JSON: strict at once, or made strict by mendJson(). Gives the values and, for each, its
/// own text. Holds one body at a time; what it gave is good until the next read(). thread: one at a time.
class JsonDocument
{
public:
    /// More values than this are refused: each needs up to 20 bytes here, and a body of 64 MiB can have 32
    /// million of them. One of embeddings has some 6 million. Counted roughly: by commas and brackets.
    static constexpr std::size_t mostValues = 8U << 20U;

    /// Error (Invalid): not JSON, or deeper than jsonDepthLimit; names the place. Error (Limit): more than
    /// mostValues. `body` must stay until the next read().
    Result<void> read(std::string_view body);

    simdjson::dom::element root() const { return m_root; }

    /// The strict text of the whole: the body itself (without a byte order mark), or what it was mended to.
    std::string_view text() const { return m_text; }
    std::uint64_t mended() const { return m_mendedCount; }

    /// Frees what a large body needed; a small one's memory is kept for the next.
    void release();

private:
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_root;
    std::string m_mendedText;
    std::string_view m_text;
    std::uint64_t m_mendedCount = 0;
};

} // namespace sluice
