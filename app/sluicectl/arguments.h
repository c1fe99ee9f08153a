// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace sluice {

/// What may stand on a command line after the command's name.
struct Grammar
{
    std::set<std::string> options; ///< "--count": takes a value, as "--count 5" or "--count=5"
    std::set<std::string> flags; ///< "--json": takes none
    std::size_t positionals = 0; ///< exactly so many, named in `positionalName`
    std::string positionalName;
    bool takesMore = false; ///< `positionals` is the least
};

/// A command line that was read. Numbers are checked where they are asked for; every error (Usage) names the
/// option, the text and what was expected.
class Arguments
{
public:
    static Result<Arguments> read(const std::vector<std::string> &words, const Grammar &grammar);

    bool has(const std::string &flag) const { return m_flags.contains(flag); }
    std::optional<std::string> text(const std::string &option) const;
    const std::vector<std::string> &positionals() const { return m_positionals; }

    Result<std::uint64_t> number(
        const std::string &option, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most) const;
    /// Finite and not negative.
    Result<double> decimal(const std::string &option, double otherwise) const;
    Result<Millis> millis(const std::string &option, Millis otherwise) const;

private:
    std::map<std::string, std::string> m_options;
    std::set<std::string> m_flags;
    std::vector<std::string> m_positionals;
};

} // namespace sluice
