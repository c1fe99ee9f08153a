// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/bench_event.h"

#include <nlohmann/json.hpp>

namespace sluice::bench {

namespace {

constexpr std::string_view actionType = "search_documents"; // on the heap, as names of agents' actions are

std::string paramsOf(std::size_t bytes)
{
    const std::string head = R"({"query":"sluice","page":7,"text":")";
    const std::string tail = "\"}";
    return head + std::string(bytes - head.size() - tail.size(), 'x') + tail;
}

} // namespace

ActionEvent textEvent(std::size_t bytes)
{
    static const std::string usual = paramsOf(64);
    ActionEvent action;
    action.actionType = actionType;
    action.params = JsonText{bytes == usual.size() ? usual : paramsOf(bytes)};
    return action;
}

ActionEvent valueEvent()
{
    ActionEvent action;
    action.actionType = actionType;
    action.params = nlohmann::json{{"query", "sluice"}, {"page", 7}, {"text", "xxxxxxxxxxxxxxxxxxxxxxxxxxx"}};
    return action;
}

Event stampedEvent(ActionEvent action, std::uint64_t number)
{
    Event event(std::move(action));
    for (std::size_t i = 0; i < event.id.bytes.size(); ++i)
        event.id.bytes[i] = static_cast<std::uint8_t>(number * 0x9e3779b97f4a7c15U >> (i % 8 * 8));
    event.agent = event.id;
    event.start = Timestamp(std::chrono::sys_days{std::chrono::year{2026} / 11 / 23})
        + Micros(static_cast<std::int64_t>(number) * 20);
    event.end = event.start + Micros(1'500);
    return event;
}

} // namespace sluice::bench
