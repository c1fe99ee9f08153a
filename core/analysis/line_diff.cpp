// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/line_diff.h"

#include "core/analysis/alignment.h"

#include <unordered_map>
#include <utility>

namespace sluice {

namespace {

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

class Symbols
{
public:
    std::vector<std::uint32_t> of(const std::vector<std::string_view> &lines)
    {
        std::vector<std::uint32_t> symbols;
        symbols.reserve(lines.size());
        for (const std::string_view line : lines)
            symbols.push_back(
                m_known.emplace(line, static_cast<std::uint32_t>(m_known.size())).first->second);
        return symbols;
    }

private:
    std::unordered_map<std::string_view, std::uint32_t> m_known;
};

} // namespace

Result<LineDiff> diffLines(std::string_view before, std::string_view after, const StillWanted &wanted)
{
    const std::vector<std::string_view> first = linesOf(before);
    const std::vector<std::string_view> second = linesOf(after);
    Symbols symbols;
    const std::vector<std::uint32_t> firstSymbols = symbols.of(first);
    Result<Alignment> alignment = align(firstSymbols, symbols.of(second), wanted);
    if (!alignment)
        return alignment.error();
    LineDiff diff;
    diff.isShortest = alignment->isLongest;
    alignment->pairs.push_back({first.size(), second.size()}); // the end of both
    std::size_t a = 0;
    std::size_t b = 0;
    for (const AlignedPlaces &pair : alignment->pairs) {
        for (; a < pair.first; ++a, ++diff.removed)
            diff.lines.push_back({DiffLine::Kind::Removed, std::string(first[a])});
        for (; b < pair.second; ++b, ++diff.added)
            diff.lines.push_back({DiffLine::Kind::Added, std::string(second[b])});
        if (a < first.size() && b < second.size())
            diff.lines.push_back({DiffLine::Kind::Same, std::string(first[a])});
        ++a;
        ++b;
    }
    return diff;
}

} // namespace sluice
