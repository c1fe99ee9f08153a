// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/arguments.h"

#include <charconv>
#include <cmath>

namespace sluice {

namespace {

Error usage(std::string message)
{
    return {ErrorKind::Usage, std::move(message)};
}

} // namespace

Result<Arguments> Arguments::read(const std::vector<std::string> &words, const Grammar &grammar)
{
    Arguments read;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string &word = words[i];
        if (!word.starts_with("--")) {
            read.m_positionals.push_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (grammar.flags.contains(name)) {
            if (equals != std::string::npos)
                return usage(name + " takes no value");
            read.m_flags.insert(name);
        } else if (!grammar.options.contains(name)) {
            return usage("unknown option " + name);
        } else if (equals != std::string::npos) {
            read.m_options[name] = word.substr(equals + 1);
        } else if (i + 1 < words.size()) {
            read.m_options[name] = words[++i];
        } else {
            return usage(name + " needs a value");
        }
    }
    if (read.m_positionals.size() > grammar.positionals && !grammar.takesMore)
        return usage("unexpected '" + read.m_positionals[grammar.positionals] + "'");
    if (read.m_positionals.size() < grammar.positionals)
        return usage("expected " + grammar.positionalName);
    return read;
}

std::optional<std::string> Arguments::text(const std::string &option) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? std::nullopt : std::optional(found->second);
}

Result<std::uint64_t> Arguments::number(
    const std::string &option, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most) const
{
    const std::optional<std::string> given = text(option);
    if (!given)
        return otherwise;
    std::uint64_t value = 0;
    const char *end = given->data() + given->size();
    const auto [at, failure] = std::from_chars(given->data(), end, value);
    if (failure != std::errc() || at != end || value < least || value > most) {
        return usage(option + " is '" + *given + "'; expected a whole number from " + std::to_string(least)
            + " to " + std::to_string(most));
    }
    return value;
}

Result<double> Arguments::decimal(const std::string &option, double otherwise) const
{
    const std::optional<std::string> given = text(option);
    if (!given)
        return otherwise;
    double value = 0;
    const char *end = given->data() + given->size();
    const auto [at, failure] = std::from_chars(given->data(), end, value);
    if (failure != std::errc() || at != end || !std::isfinite(value) || value < 0)
        return usage(option + " is '" + *given + "'; expected a number of 0 or more");
    return value;
}

Result<Millis> Arguments::millis(const std::string &option, Millis otherwise) const
{
    constexpr std::uint64_t mostMillis = 24ULL * 3'600 * 1'000;
    const Result<std::uint64_t> count
        = number(option, static_cast<std::uint64_t>(otherwise.count()), 0, mostMillis);
    if (!count)
        return count.error();
    return Millis(static_cast<Millis::rep>(*count));
}

} // namespace sluice
