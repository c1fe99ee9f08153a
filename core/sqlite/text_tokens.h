// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

class Connection;

/// A word as a full-text index keeps it: folded to lower case and without accents.
struct TextToken
{
    std::string text;
    std::size_t at = 0; ///< of the word in the text, in bytes
    std::size_t size = 0;
};

/// Splits text into words exactly as a full-text index with `tokenizer` does: it is the same code of SQLite.
/// thread: its connection's.
class TextTokens
{
public:
    /// What an index says to split so: words of letters and digits of any script, accents folded.
    static constexpr const char *tokenizer = "unicode61 remove_diacritics 2";

    /// Error (Io): this SQLite has no FTS5. `connection` must outlive it.
    static Result<std::unique_ptr<TextTokens>> open(Connection &connection);
    ~TextTokens();
    TextTokens(const TextTokens &) = delete;
    TextTokens &operator=(const TextTokens &) = delete;

    std::vector<TextToken> of(std::string_view text) const;

private:
    class Impl;
    explicit TextTokens(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice
