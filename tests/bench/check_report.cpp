// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// Usage: bench_check PROGRAM FILE
//
// Runs a benchmark with the smallest of numbers and looks at the FILE it writes: JSON, every figure with a
// finite median and as many rounds as it says, every run's events all accounted for.

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>

namespace {

using nlohmann::json;

std::string wrongFigure(const json &figure)
{
    const json &median = figure.at("median");
    if (!median.is_number() || !std::isfinite(median.get<double>()) || figure.at("rounds").empty())
        return "a figure without a value: " + figure.dump();
    return {};
}

std::string wrongCount(const json &count)
{
    const auto number = [&](const char *key) { return count.at(key).get<std::uint64_t>(); };
    if (number("offered") == 0
        || number("offered") != number("delivered") + number("dropped") + number("other"))
        return "a count that does not come out: " + count.dump();
    return {};
}

std::string wrongIn(const json &report)
{
    if (!report.contains("figures"))
        return "no figures";
    for (const json &figure : report["figures"]) {
        if (std::string words = wrongFigure(figure); !words.empty())
            return words;
    }
    for (const json &count : report.value("counts", json::array())) {
        if (std::string words = wrongCount(count); !words.empty())
            return words;
    }
    for (const json &goal : report.value("goals", json::array())) {
        if (!goal.at("measured").is_number())
            return "a goal without a figure: " + goal.dump();
    }
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const std::string command = "'" + std::string(argv[1]) + "' --tiny --json '" + argv[2] + "'";
    if (std::system(command.c_str()) != 0) // NOLINT(cert-env33-c): the build's own program
        return 1;
    std::ifstream file(argv[2]);
    const json report = json::parse(file, nullptr, false);
    const std::string words = report.is_discarded() ? "not JSON" : wrongIn(report);
    if (words.empty())
        return 0;
    std::cerr << argv[2] << ": " << words << '\n';
    return 1;
}
