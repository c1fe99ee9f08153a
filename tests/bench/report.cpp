// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/report.h"

#include "tests/bench/timing.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>

namespace sluice::bench {

namespace {

[[noreturn]] void usage(const std::string &words)
{
    std::cerr << words << "\nusage: PROGRAM [--quick | --tiny] [--rounds N] [--json FILE]\n";
    std::exit(2);
}

/// Three digits that mean something, and no more: "1,230", "0.31", "6.3".
std::string shown(double value)
{
    char text[64];
    const double size = std::fabs(value);
    const int digits = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
    std::snprintf(text, sizeof text, "%.*f", digits, value);
    std::string out = text;
    const std::size_t whole = std::min(out.find('.'), out.size());
    for (std::size_t at = whole; at > 3 + (value < 0 ? 1U : 0U); at -= 3)
        out.insert(at - 3, ",");
    return out;
}

} // namespace

Options Options::parse(int argc, char **argv)
{
    Options options;
    const std::vector<std::string> words(argv + 1, argv + argc);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto value = [&]() -> const std::string & {
            if (i + 1 == words.size())
                usage(words[i] + " wants a value");
            return words[++i];
        };
        if (words[i] == "--quick") {
            options.size = Size::Quick;
            options.rounds = 3;
        } else if (words[i] == "--tiny") {
            options.size = Size::Tiny;
            options.rounds = 1;
        } else if (words[i] == "--rounds") {
            options.rounds = std::atoi(value().c_str());
        } else if (words[i] == "--json") {
            options.jsonFile = value();
        } else {
            usage("'" + words[i] + "' is not an option");
        }
    }
    if (options.rounds < 1)
        usage("--rounds wants a number of 1 or more");
    return options;
}

Report::Report(std::string program, Options options)
    : m_program(std::move(program))
    , m_options(std::move(options))
{
    std::printf("### %s\n\nMedians of %d rounds. Clock: %.1f ns a look, taken off each sample.\n\n",
        m_program.c_str(), m_options.rounds,
        static_cast<double>(tickScale().overhead) * tickScale().nanosPerTick);
    std::fflush(stdout);
}

void Report::add(const Key &key, double value)
{
    m_figures[key].push_back(value);
}

void Report::add(Count count)
{
    m_counts.push_back(std::move(count));
}

double Report::medianOf(const Key &key) const
{
    const auto found = m_figures.find(key);
    return found == m_figures.end() ? std::nan("") : median(found->second);
}

void Report::goalAtMost(const std::string &words, const Key &key, double bound)
{
    addGoal({words, key.setting, medianOf(key), bound, false, false});
}

void Report::goalAtLeast(const std::string &words, const Key &key, double bound)
{
    addGoal({words, key.setting, medianOf(key), bound, true, false});
}

void Report::ratioAtMost(const std::string &words, const Key &key, const Key &peer, double bound)
{
    addGoal({words, key.setting, medianOf(key) / medianOf(peer), bound, false, true});
}

void Report::ratioAtLeast(const std::string &words, const Key &key, const Key &peer, double bound)
{
    addGoal({words, key.setting, medianOf(key) / medianOf(peer), bound, true, true});
}

void Report::addGoal(Goal goal)
{
    m_goals.push_back(std::move(goal));
}

std::string Report::cell(const std::string &subject, const std::string &setting,
    const std::vector<std::string> &metrics, const std::string &base) const
{
    std::string values;
    std::string ratios;
    for (const std::string &metric : metrics) {
        const Key key{subject, setting, metric};
        if (!has(key))
            continue;
        values += (values.empty() ? "" : " / ") + shown(medianOf(key));
        const Key peer{base, setting, metric};
        if (subject != base && has(peer))
            ratios += (ratios.empty() ? "" : " / ") + shown(medianOf(key) / medianOf(peer));
    }
    return ratios.empty() ? values : values + " (" + ratios + "x)";
}

void Report::table(const std::string &title, const std::string &note,
    const std::vector<std::string> &subjects, const std::vector<std::string> &settings,
    const std::vector<std::string> &metrics, const std::string &base)
{
    std::string head = "| " + title + " |";
    std::string rule = "|---|";
    for (const std::string &setting : settings) {
        head += ' ' + setting + " |";
        rule += "---|";
    }
    std::string unit;
    for (const std::string &metric : metrics)
        unit += (unit.empty() ? "" : " / ") + metric;
    std::printf("%s%s%s; in brackets: times `%s`.\n\n%s\n%s\n", note.c_str(), note.empty() ? "" : " ",
        unit.c_str(), base.c_str(), head.c_str(), rule.c_str());
    for (const std::string &subject : subjects) {
        std::string line;
        for (const std::string &setting : settings)
            line += ' ' + cell(subject, setting, metrics, base) + " |";
        std::printf("| %s |%s\n", subject.c_str(), line.c_str());
    }
    std::printf("\n");
    std::fflush(stdout);
}

bool Report::Goal::isOfLineWith(const Goal &other) const
{
    return words == other.words && bound == other.bound;
}

void Report::printGoalLine(const Goal &first) const
{
    std::string measured;
    int reached = 0;
    int all = 0;
    for (const Goal &goal : m_goals) {
        if (!goal.isOfLineWith(first))
            continue;
        measured += (all > 0 ? " / " : "") + shown(goal.measured);
        reached += goal.reached() ? 1 : 0;
        ++all;
    }
    const std::string verdict = reached == all ? "yes"
        : reached == 0                         ? "**no**"
                                               : std::to_string(reached) + " of " + std::to_string(all);
    const char *unit = first.ratio ? "x" : "";
    std::printf("| %s | %s %s%s | %s%s | %s |\n", first.words.c_str(), first.atLeast ? "≥" : "≤",
        shown(first.bound).c_str(), unit, measured.c_str(), unit, verdict.c_str());
}

void Report::printGoals() const
{
    if (m_goals.empty())
        return;
    std::printf("| goal | bound | measured, in the order of the columns | reached |\n|---|---|---|---|\n");
    for (auto goal = m_goals.begin(); goal != m_goals.end(); ++goal) {
        const bool told = std::any_of(
            m_goals.begin(), goal, [&](const Goal &before) { return before.isOfLineWith(*goal); });
        if (!told)
            printGoalLine(*goal);
    }
    std::printf("\n");
}

std::string Report::json() const
{
    using nlohmann::json;
    json root = {{"program", m_program}, {"rounds", m_options.rounds},
        {"cores", std::thread::hardware_concurrency()}, {"compiler", __VERSION__},
        {"clock_overhead_ns", static_cast<double>(tickScale().overhead) * tickScale().nanosPerTick}};
    for (const auto &[key, values] : m_figures)
        root["figures"].push_back({{"subject", key.subject}, {"setting", key.setting}, {"metric", key.metric},
            {"median", median(values)}, {"rounds", values}});
    for (const Count &count : m_counts)
        root["counts"].push_back({{"run", count.run}, {"offered", count.offered},
            {"delivered", count.delivered}, {"dropped", count.dropped}, {"other", count.other}});
    for (const Goal &goal : m_goals)
        root["goals"].push_back({{"goal", goal.words}, {"setting", goal.setting}, {"bound", goal.bound},
            {"measured", goal.measured}, {"at_least", goal.atLeast}, {"ratio", goal.ratio},
            {"reached", goal.reached()}});
    return root.dump(1);
}

int Report::finish()
{
    printGoals();
    if (m_options.jsonFile.empty())
        return 0;
    std::ofstream file(m_options.jsonFile);
    file << json() << '\n';
    if (file.flush())
        return 0;
    std::cerr << m_options.jsonFile << " cannot be written\n";
    return 74;
}

} // namespace sluice::bench
