// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace sluice::bench {

/// How a benchmark is run: `program [--quick | --tiny] [--rounds N] [--json FILE]`.
struct Options
{
    enum class Size {
        Full,
        Quick, ///< fewer and shorter rounds: a look, not figures
        Tiny, ///< only whether it works and counts right
    };
    Size size = Size::Full;
    int rounds = 5;
    std::string jsonFile; ///< empty = none is written

    /// Exits with 2 and words on stderr when the line is wrong.
    static Options parse(int argc, char **argv);

    template <typename T>
    T pick(T full, T quick, T tiny) const
    {
        return size == Size::Full ? full : size == Size::Quick ? quick : tiny;
    }
};

/// One figure: what was measured (a row), under which circumstances (a column), and which number of it.
struct Key
{
    std::string subject; ///< "record()", "spdlog raw"
    std::string setting; ///< "P = 4"
    std::string metric; ///< "p99 ns"

    auto operator<=>(const Key &) const = default;
};

/// Where the events of one run went. What was not offered was not counted, and nothing is counted twice.
struct Count
{
    std::string run;
    std::uint64_t offered = 0;
    std::uint64_t delivered = 0;
    std::uint64_t dropped = 0; ///< by the policy, named by the ledger
    std::uint64_t other = 0; ///< anywhere else: refused, in doubt, left over

    std::uint64_t lost() const { return offered - delivered; }
};

/// Gathers figures round by round, and prints medians as tables, as ratios to a peer of the same run, and
/// against the goals. thread: one.
class Report
{
public:
    Report(std::string program, Options options);

    const Options &options() const { return m_options; }

    void add(const Key &key, double value);
    void add(Count count);
    double medianOf(const Key &key) const;
    bool has(const Key &key) const { return m_figures.contains(key); }

    /// A figure's goal: at most or at least `bound`. Goals of the same words are one line, a figure a
    /// setting.
    void goalAtMost(const std::string &words, const Key &key, double bound);
    void goalAtLeast(const std::string &words, const Key &key, double bound);
    /// A ratio's goal: the median of `key` by that of `peer`.
    void ratioAtMost(const std::string &words, const Key &key, const Key &peer, double bound);
    void ratioAtLeast(const std::string &words, const Key &key, const Key &peer, double bound);

    /// One line a subject, one column a setting, the metrics in a cell; under each the ratio to `base`.
    /// Names that have no figure are left out. `note` stands under the title.
    void table(const std::string &title, const std::string &note, const std::vector<std::string> &subjects,
        const std::vector<std::string> &settings, const std::vector<std::string> &metrics,
        const std::string &base);

    /// Prints the goals and writes the JSON file. 0, or the program's exit status when the file cannot be
    /// written.
    int finish();

private:
    struct Goal
    {
        std::string words;
        std::string setting;
        double measured = 0;
        double bound = 0;
        bool atLeast = false;
        bool ratio = false;

        bool reached() const { return atLeast ? measured >= bound : measured <= bound; }
        bool isOfLineWith(const Goal &other) const;
    };

    void addGoal(Goal goal);
    void printGoals() const;
    void printGoalLine(const Goal &first) const;
    std::string cell(const std::string &subject, const std::string &setting,
        const std::vector<std::string> &metrics, const std::string &base) const;
    std::string json() const;

    const std::string m_program;
    const Options m_options;
    std::map<Key, std::vector<double>> m_figures;
    std::vector<Count> m_counts;
    std::vector<Goal> m_goals;
};

} // namespace sluice::bench
