// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/json_text.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <utility>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

struct Count
{
    const char *name;
    std::uint64_t Ledger::*member;
};

constexpr Count counts[] = {
    {"recorded", &Ledger::recorded},
    {"delivered", &Ledger::delivered},
    {"queued", &Ledger::queued},
    {"in_flight", &Ledger::inFlight},
    {"in_doubt", &Ledger::inDoubt},
    {"spooled", &Ledger::spooled},
    {"refused", &Ledger::refused},
};

std::uint64_t countAt(const Json &object, std::string_view name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

Json parse(std::string_view text)
{
    return Json::parse(text, nullptr, false);
}

std::string dump(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::int64_t microsOf(Timestamp time)
{
    return time.time_since_epoch().count();
}

std::optional<FlushAttempt> attemptFrom(const Json &item)
{
    if (!item.is_array() || item.size() != 5 || !item[4].is_string())
        return std::nullopt;
    for (std::size_t i = 0; i < 4; ++i) {
        if (!item[i].is_number_integer())
            return std::nullopt;
    }
    const auto timeAt = [&item](std::size_t i) { return Timestamp(Micros(item[i].get<std::int64_t>())); };
    const int outcome = item[3].get<int>();
    const bool known = outcome >= 0 && outcome <= static_cast<int>(FlushOutcome::Abandoned);
    return FlushAttempt{timeAt(0), timeAt(1), item[2].get<int>(),
        known ? static_cast<FlushOutcome>(outcome) : FlushOutcome::InDoubt, item[4].get<std::string>()};
}

} // namespace

Json ledgerJson(const Ledger &ledger)
{
    Json object = Json::object();
    for (const Count &count : counts)
        object[count.name] = ledger.*count.member;
    Json dropped = Json::object();
    for (const DropReason reason : allDropReasons)
        dropped[std::string(wireName(reason))] = ledger.dropsFor(reason);
    object["dropped"] = std::move(dropped);
    object["rejected"] = ledger.rejected;
    return object;
}

std::string ledgerToText(const Ledger &ledger)
{
    return dump(ledgerJson(ledger));
}

std::optional<Ledger> ledgerFromText(std::string_view text)
{
    const Json object = parse(text);
    if (!object.is_object())
        return std::nullopt;
    Ledger ledger;
    for (const Count &count : counts)
        ledger.*count.member = countAt(object, count.name);
    ledger.rejected = countAt(object, "rejected");
    const auto dropped = object.find("dropped");
    if (dropped != object.end() && dropped->is_object()) {
        for (const DropReason reason : allDropReasons)
            ledger.dropsFor(reason) = countAt(*dropped, wireName(reason));
    }
    return ledger;
}

std::string triesToText(const std::vector<FlushAttempt> &tries)
{
    Json array = Json::array();
    for (const FlushAttempt &attempt : tries) {
        array.push_back(Json::array({microsOf(attempt.began), microsOf(attempt.ended), attempt.httpStatus,
            static_cast<int>(attempt.outcome), attempt.message}));
    }
    return dump(array);
}

std::vector<FlushAttempt> triesFromText(std::string_view text)
{
    std::vector<FlushAttempt> tries;
    const Json array = parse(text);
    if (!array.is_array())
        return tries;
    for (const Json &item : array) {
        if (const std::optional<FlushAttempt> attempt = attemptFrom(item))
            tries.push_back(*attempt);
    }
    return tries;
}

std::optional<std::uint64_t> sumOfCounts(std::string_view object)
{
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const auto told = nlohmann::json::parse(object, nullptr, false);
    if (!told.is_object())
        return std::nullopt;
    std::optional<std::uint64_t> sum;
    for (const auto &count : told) {
        if (!count.is_number_unsigned())
            continue;
        const auto more = count.get<std::uint64_t>();
        if (more > most - sum.value_or(0))
            return std::nullopt;
        sum = sum.value_or(0) + more;
    }
    return sum;
}

std::string tagsToText(const std::vector<std::string> &tags)
{
    return dump(Json(tags));
}

std::vector<std::string> tagsFromText(std::string_view text)
{
    std::vector<std::string> tags;
    const Json array = parse(text);
    if (!array.is_array())
        return tags;
    for (const Json &tag : array) {
        if (const auto *word = tag.get_ptr<const std::string *>())
            tags.push_back(*word);
    }
    return tags;
}

} // namespace sluice
