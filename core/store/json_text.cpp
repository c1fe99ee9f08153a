// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/store/json_text.h"

#include <nlohmann/json.hpp>

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
