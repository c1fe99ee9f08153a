// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/alignment.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace sluice {

namespace {

using Symbols = std::span<const std::uint32_t>;
using Place = std::ptrdiff_t;

constexpr Place nowhere = std::numeric_limits<Place>::min() / 2; ///< ahead; back it is the opposite

/// A stretch of both sequences: [a, aEnd) and [b, bEnd).
struct Box
{
    Place a = 0;
    Place aEnd = 0;
    Place b = 0;
    Place bEnd = 0;

    bool isEmpty() const { return a == aEnd || b == bEnd; }
};

/// Farthest places reached on each diagonal; diagonals below 0 are allowed.
class Frontier
{
public:
    void reset(Place lowest, Place highest, Place value)
    {
        m_lowest = lowest - 1;
        m_values.assign(static_cast<std::size_t>(highest - lowest + 3), value);
    }
    Place &operator[](Place diagonal) { return m_values[static_cast<std::size_t>(diagonal - m_lowest)]; }

private:
    Place m_lowest = 0;
    std::vector<Place> m_values;
};

/// Where a box is cut in two.
struct Cut
{
    Place a = 0;
    Place b = 0;
};

class Aligner
{
public:
    Aligner(Symbols first, Symbols second, const StillWanted &wanted, std::size_t most)
        : m_first(first)
        , m_second(second)
        , m_wanted(wanted)
        , m_most(static_cast<Place>(std::min<std::size_t>(most, 1U << 30U)))
    { }

    Result<Alignment> run()
    {
        std::vector<Box> todo{
            {0, static_cast<Place>(m_first.size()), 0, static_cast<Place>(m_second.size())}};
        while (!todo.empty()) {
            Box box = todo.back();
            todo.pop_back();
            takeEnds(box);
            if (box.isEmpty())
                continue;
            const std::optional<Cut> cut = findCut(box);
            if (!cut)
                return notWanted();
            todo.push_back({cut->a, box.aEnd, cut->b, box.bEnd});
            todo.push_back({box.a, cut->a, box.b, cut->b});
        }
        std::ranges::sort(m_result.pairs, {}, &AlignedPlaces::first);
        return std::move(m_result);
    }

private:
    bool isSame(Place a, Place b) const
    {
        return m_first[static_cast<std::size_t>(a)] == m_second[static_cast<std::size_t>(b)];
    }
    void pair(Place a, Place b)
    {
        m_result.pairs.push_back({static_cast<std::size_t>(a), static_cast<std::size_t>(b)});
    }

    /// What both begin and end with belongs together.
    void takeEnds(Box &box)
    {
        while (!box.isEmpty() && isSame(box.a, box.b))
            pair(box.a++, box.b++);
        while (!box.isEmpty() && isSame(box.aEnd - 1, box.bEnd - 1))
            pair(--box.aEnd, --box.bEnd);
    }

    /// Walks from both corners along the cheapest ways until they meet. nullopt: not wanted any more.
    std::optional<Cut> findCut(const Box &box)
    {
        const Place lowest = box.a - box.bEnd;
        const Place highest = box.aEnd - box.b;
        const Place forward = box.a - box.b; // the diagonal of each corner
        const Place backward = box.aEnd - box.bEnd;
        const bool isOdd = ((forward - backward) & 1) != 0;
        m_ahead.reset(lowest, highest, nowhere);
        m_back.reset(lowest, highest, -nowhere);
        m_ahead[forward] = box.a;
        m_back[backward] = box.aEnd;
        for (Place cost = 1;; ++cost) {
            if (!isWanted(m_wanted))
                return std::nullopt;
            if (const auto cut = stepAhead(box, forward, backward, cost, isOdd, lowest, highest))
                return cut;
            if (const auto cut = stepBack(box, forward, backward, cost, !isOdd, lowest, highest))
                return cut;
            if (cost >= m_most) {
                m_result.isLongest = false;
                return farthest(box, forward, cost, lowest, highest);
            }
        }
    }

    std::optional<Cut> stepAhead(
        const Box &box, Place forward, Place backward, Place cost, bool mayMeet, Place lowest, Place highest)
    {
        for (Place k = forward - cost; k <= forward + cost; k += 2) {
            if (k < lowest || k > highest)
                continue;
            const Place byFirst = m_ahead[k - 1] + 1;
            const Place bySecond = m_ahead[k + 1];
            Place a = std::max(
                byFirst <= box.aEnd ? byFirst : nowhere, bySecond - k <= box.bEnd ? bySecond : nowhere);
            m_ahead[k] = nowhere;
            if (a < box.a)
                continue; // both ways would leave the box
            while (a < box.aEnd && a - k < box.bEnd && isSame(a, a - k))
                ++a;
            m_ahead[k] = a;
            const bool reached = k >= backward - (cost - 1) && k <= backward + (cost - 1);
            if (mayMeet && reached && a >= m_back[k])
                return Cut{a, a - k};
        }
        return std::nullopt;
    }

    std::optional<Cut> stepBack(
        const Box &box, Place forward, Place backward, Place cost, bool mayMeet, Place lowest, Place highest)
    {
        for (Place k = backward - cost; k <= backward + cost; k += 2) {
            if (k < lowest || k > highest)
                continue;
            const Place byFirst = m_back[k + 1] - 1;
            const Place bySecond = m_back[k - 1];
            Place a = std::min(
                byFirst >= box.a ? byFirst : -nowhere, bySecond - k >= box.b ? bySecond : -nowhere);
            m_back[k] = -nowhere;
            if (a > box.aEnd)
                continue;
            while (a > box.a && a - k > box.b && isSame(a - 1, a - k - 1))
                --a;
            m_back[k] = a;
            const bool reached = k >= forward - cost && k <= forward + cost;
            if (mayMeet && reached && m_ahead[k] >= a)
                return Cut{a, a - k};
        }
        return std::nullopt;
    }

    /// The place ahead that is farthest from where the box begins.
    Cut farthest(const Box &box, Place forward, Place cost, Place lowest, Place highest)
    {
        Cut best{box.a, box.b};
        for (Place k = std::max(forward - cost, lowest); k <= std::min(forward + cost, highest); ++k) {
            const Place a = m_ahead[k];
            if (a >= box.a && a - k >= box.b && a + (a - k) > best.a + best.b)
                best = {a, a - k};
        }
        return best;
    }

    Symbols m_first;
    Symbols m_second;
    const StillWanted &m_wanted;
    const Place m_most;
    Frontier m_ahead;
    Frontier m_back;
    Alignment m_result;
};

} // namespace

Result<Alignment> align(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second,
    const StillWanted &wanted, std::size_t most)
{
    return Aligner(first, second, wanted, std::max<std::size_t>(most, 1)).run();
}

} // namespace sluice
