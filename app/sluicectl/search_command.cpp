// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/arguments.h"
#include "app/sluicectl/commands.h"
#include "core/store/data_dir.h"
#include "core/store/search_reader.h"

#include <nlohmann/json.hpp>

#include <iostream>

namespace sluice {

namespace {

const Grammar searchGrammar{{"--data-dir", "--limit"}, {"--json"}, 1, "what to search for"};
constexpr std::uint64_t mostHits = 100'000;

nlohmann::json toJson(const SearchHit &hit)
{
    nlohmann::json places = nlohmann::json::array();
    for (const TextPlace &place : hit.places)
        places.push_back({{"at", place.at}, {"size", place.size}});
    return {{"row", hit.row}, {"time", toIsoText(hit.start)}, {"type", wireName(hit.type)},
        {"name", hit.name}, {"field", wireName(hit.field)}, {"snippet", hit.snippet}, {"places", places}};
}

nlohmann::json toJson(const SearchAnswer &answer)
{
    nlohmann::json sessions = nlohmann::json::array();
    for (const SessionHits &session : answer.sessions) {
        nlohmann::json hits = nlohmann::json::array();
        for (const SearchHit &hit : session.hits)
            hits.push_back(toJson(hit));
        sessions.push_back({{"session", session.session.id.text()}, {"name", session.session.displayName()},
            {"count", session.count}, {"hits", std::move(hits)}});
    }
    return {{"matches", answer.matches}, {"complete", answer.isWhole}, {"indexed", answer.indexed},
        {"events", answer.stored}, {"session_count", answer.sessionCount}, {"sessions", std::move(sessions)}};
}

void printTable(const SearchAnswer &answer)
{
    for (const SessionHits &session : answer.sessions) {
        std::cout << session.session.id.text() << "  " << session.count << "  "
                  << session.session.displayName() << '\n';
        for (const SearchHit &hit : session.hits)
            std::cout << "  " << toIsoText(hit.start) << "  " << wireName(hit.type) << "  "
                      << wireName(hit.field) << ": " << (hit.isCutBefore ? "..." : "") << hit.snippet
                      << (hit.isCutAfter ? "..." : "") << '\n';
    }
    std::cerr << answer.matches << (answer.isWhole ? "" : " or more") << " events in " << answer.sessionCount
              << " sessions\n";
    if (answer.indexed < answer.stored)
        std::cerr << answer.indexed << " of " << answer.stored << " events are indexed yet\n";
}

} // namespace

ExitCode searchCommand(const std::vector<std::string> &words)
{
    static constexpr const char *name = "search";
    const Result<Arguments> arguments = Arguments::read(words, searchGrammar);
    if (!arguments)
        return failed(name, arguments.error());
    const Result<std::uint64_t> limit = arguments->number("--limit", 5, 1, mostHits);
    if (!limit)
        return failed(name, limit.error());
    const Result<DataDir> dir = DataDir::resolve(arguments->text("--data-dir").value_or(""));
    if (!dir)
        return failed(name, dir.error());
    const Result<std::unique_ptr<SearchReader>> reader = SearchReader::open(*dir);
    if (!reader)
        return failed(name, reader.error());
    SearchLimits limits;
    limits.hitsPerSession = static_cast<std::size_t>(*limit);
    const Result<SearchAnswer> answer
        = (*reader)->find(arguments->positionals().front(), limits, [] { return true; });
    if (!answer)
        return failed(name, answer.error());
    if (arguments->has("--json"))
        std::cout << toJson(*answer).dump(1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    else
        printTable(*answer);
    return ExitCode::Good;
}

} // namespace sluice
