// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

enum class JsonKind : std::uint8_t { Null, Bool, Number, String, Array, Object };

/// Where one value stands in a JSON text, in bytes.
struct JsonNode
{
    std::uint32_t key = 0; ///< its name's opening quote; the same as `begin`: it has no name
    std::uint32_t begin = 0;
    std::uint32_t end = 0; ///< the byte after it

    bool hasKey() const { return key != begin; }
    bool operator==(const JsonNode &) const = default;
};

/// One reading of some children.
struct JsonPage
{
    std::size_t next = 0; ///< where to go on; of use when not `complete`
    bool complete = false; ///< there are no more
    std::size_t bytesRead = 0;
};

/// Shows a JSON text of any size as a tree, without building one: read() looks at each byte once and keeps
/// only where the long values end (some 16 bytes for each value of 4 KiB or more); children are found when
/// they are asked for, and a long one is stepped over without being read.
/// The text is borrowed and must stay. Immutable; thread: any.
class JsonIndex
{
public:
    /// A value of as many bytes is stepped over by the index. Our choice: a page of 1,000 children then reads
    /// at most 4 MiB, whatever is in them.
    static constexpr std::size_t longValue = 4'096;

    /// Deeper than any body that Sluice takes (jsonDepthLimit), so that an imported one is seen too.
    static constexpr std::size_t mostDepth = 1'000;

    /// Error (Invalid): not one JSON value (RFC 8259), or too deep: "line 3, column 7 (byte 120): expected
    /// ...", bytes counted from 1. Error (Limit): 4 GiB or more.
    static Result<JsonIndex> read(std::string_view text);

    std::string_view text() const { return m_text; }
    JsonNode root() const { return m_root; }

    JsonKind kind(const JsonNode &node) const;
    bool hasChildren(const JsonNode &node) const;

    /// The number of a container's children; 0 for any other value. Reads less than `longValue` bytes.
    std::size_t childCount(const JsonNode &node) const;

    /// Appends at most `limit` children of a container to `out`, in their order. `from`: 0 for the first, or
    /// the `next` of the page before.
    JsonPage children(
        const JsonNode &container, std::size_t from, std::size_t limit, std::vector<JsonNode> &out) const;

    /// The child of an object with this name, the first of several; its bytes are compared with the name's
    /// as they stand, escapes and all.
    std::optional<JsonNode> member(const JsonNode &object, std::string_view name) const;

    /// The value as it stands in the text.
    std::string_view valueText(const JsonNode &node) const;
    /// The name with its quotes; empty when it has none.
    std::string_view keyText(const JsonNode &node) const;

private:
    friend class JsonIndexScan;

    struct LongValue
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t children = 0;
    };

    const LongValue *longValueAt(std::size_t begin) const;
    std::size_t afterValue(std::size_t at, std::size_t &bytesRead) const;

    std::string_view m_text;
    JsonNode m_root;
    std::vector<LongValue> m_long; ///< by `begin`
};

/// The text of a string literal (with its quotes), escapes resolved, in UTF-8; a lone surrogate is U+FFFD.
/// Stops after `most` bytes, between characters. Text that is no literal comes back as it is, cut likewise.
std::string unescapedJson(std::string_view literal, std::size_t most = std::string_view::npos);

} // namespace sluice
