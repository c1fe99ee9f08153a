// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/what_if_plans.h"

#include <charconv>
#include <functional>
#include <string_view>

namespace sluice {

namespace {

std::vector<std::string_view> partsOf(std::string_view list)
{
    std::vector<std::string_view> parts;
    for (std::size_t comma = 0; comma != std::string_view::npos;) {
        comma = list.find(',');
        parts.push_back(list.substr(0, comma));
        list.remove_prefix(comma == std::string_view::npos ? list.size() : comma + 1);
    }
    return parts;
}

/// One option: what each of its values does to a what-if.
struct Choice
{
    std::string option;
    std::string expected;
    /// False: the text is none of its values.
    std::function<bool(std::string_view, WhatIf &)> apply;
};

Choice numbers(const std::string &option, std::uint64_t least, std::uint64_t most,
    std::function<void(std::uint64_t, WhatIf &)> set)
{
    const std::string expected
        = "whole numbers from " + std::to_string(least) + " to " + std::to_string(most) + ", with commas";
    return {
        option, expected, [least, most, set = std::move(set)](std::string_view text, WhatIf &tried) {
            std::uint64_t value = 0;
            const auto [at, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
            if (failure != std::errc() || at != text.data() + text.size() || value < least || value > most)
                return false;
            set(value, tried);
            return true;
        }};
}

std::vector<Choice> choices()
{
    const auto millis = [](std::uint64_t value) { return Millis(static_cast<Millis::rep>(value)); };
    return {
        numbers("--capacity", 1, QueueLimits::mostEvents,
            [](std::uint64_t value, WhatIf &tried) { tried.queue.maxQueueSize = value; }),
        {"--policy", "block, drop-newest, drop-oldest or spill, with commas",
            [](std::string_view text, WhatIf &tried) {
                const std::optional<OverflowPolicy> policy = overflowPolicyFromText(text);
                tried.queue.policy = policy.value_or(tried.queue.policy);
                return policy.has_value();
            }},
        numbers("--flush-interval", 1, 3'600'000,
            [millis](std::uint64_t value, WhatIf &tried) { tried.queue.maxWaitTime = millis(value); }),
        numbers("--batch", 1, QueueLimits::mostEvents,
            [](std::uint64_t value, WhatIf &tried) { tried.batchDepth = value; }),
        numbers("--latency", 0, 3'600'000,
            [millis](std::uint64_t value, WhatIf &tried) { tried.serverTime = millis(value); }),
    };
}

/// Each of `tried` with each of the option's values.
Result<std::vector<WhatIf>> multiplied(
    const std::vector<WhatIf> &tried, const Choice &choice, std::string_view list)
{
    std::vector<WhatIf> products;
    for (const WhatIf &one : tried) {
        for (const std::string_view part : partsOf(list)) {
            WhatIf product = one;
            if (!choice.apply(part, product))
                return Error{ErrorKind::Usage,
                    choice.option + " is '" + std::string(list) + "'; expected " + choice.expected};
            products.push_back(std::move(product));
            if (products.size() > mostWhatIfs)
                return Error{
                    ErrorKind::Usage, "these are more than " + std::to_string(mostWhatIfs) + " combinations"};
        }
    }
    return products;
}

} // namespace

Result<std::vector<WhatIf>> whatIfsFrom(const Arguments &arguments, const WhatIf &recorded)
{
    std::vector<WhatIf> tried = {recorded};
    bool given = false;
    for (const Choice &choice : choices()) {
        const std::optional<std::string> list = arguments.text(choice.option);
        if (!list)
            continue;
        given = true;
        Result<std::vector<WhatIf>> products = multiplied(tried, choice, *list);
        if (!products)
            return products.error();
        tried = std::move(*products);
    }
    for (WhatIf &one : tried)
        one.name = "what if";
    return given ? tried : std::vector<WhatIf>{};
}

} // namespace sluice
