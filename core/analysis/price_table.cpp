// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/price_table.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t picoAPlace = 1'000'000; ///< the sixth place behind the point
constexpr std::size_t mostEntries = 10'000;

std::string small(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return result;
}

Error invalid(std::string message)
{
    return {ErrorKind::Invalid, "price table: " + std::move(message)};
}

/// A number as its shortest text, so that 0.15 is 0.15 and no float.
Result<Money> readPrice(const Json &object, const std::string &model, const char *field)
{
    const auto found = object.find(field);
    if (found == object.end() || !(found->is_number() || found->is_string()))
        return invalid("'" + model + "' has no \"" + field + "\": expected dollars a million tokens");
    const std::string text = found->is_string() ? found->get<std::string>() : found->dump();
    const std::optional<Money> price = Money::fromDecimal(text);
    if (!price)
        return invalid("'" + model + "': \"" + field + "\" is '" + text + "', expected a decimal number");
    return *price;
}

Result<PriceEntry> readEntry(const Json &value)
{
    if (!value.is_object() || !value.contains("name") || !value["name"].is_string())
        return invalid("each of \"models\" is an object with a \"name\"");
    PriceEntry entry;
    entry.model = value["name"].get<std::string>();
    const Result<Money> input = readPrice(value, entry.model, "input");
    if (!input)
        return input.error();
    const Result<Money> output = readPrice(value, entry.model, "output");
    if (!output)
        return output.error();
    entry.input = *input;
    entry.output = *output;
    return entry;
}

Result<void> checkEntry(const PriceEntry &entry)
{
    if (entry.model.empty())
        return invalid("a model has no name");
    for (const Money price : {entry.input, entry.output}) {
        if (price < Money())
            return invalid("'" + entry.model + "' has a price below 0");
        if (price.pico() % picoAPlace != 0)
            return invalid(
                "'" + entry.model + "': " + price.text() + " has more than six places behind the point");
    }
    return {};
}

std::string textOf(const Json &object, const char *field)
{
    const auto found = object.find(field);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// "-2024-08-06", "-20241022", "@20240620", "-0613", "-002", "-latest".
bool isDate(std::string_view rest)
{
    if (rest == "-latest")
        return true;
    if (rest.empty() || (rest.front() != '-' && rest.front() != '@'))
        return false;
    const auto digits = std::ranges::count_if(rest, [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 3 && rest.find_first_not_of("0123456789-", 1) == std::string_view::npos;
}

} // namespace

std::string_view wordFor(PriceRule rule)
{
    switch (rule) {
    case PriceRule::Exact:
        return "exact name";
    case PriceRule::Alias:
        return "alias";
    case PriceRule::Provider:
        return "name without its provider";
    case PriceRule::Dated:
        return "name without its date";
    }
    return {};
}

Money PriceMatch::costOf(std::uint64_t promptTokens, std::uint64_t completionTokens) const
{
    constexpr std::int64_t million = 1'000'000;
    return Money::fromPico(entry.input.pico() / million).times(promptTokens)
        + Money::fromPico(entry.output.pico() / million).times(completionTokens);
}

Result<PriceTable> PriceTable::of(std::string date, std::string source, std::vector<PriceEntry> entries,
    std::map<std::string, std::string> aliases)
{
    PriceTable table;
    table.m_date = std::move(date);
    table.m_source = std::move(source);
    table.m_entries = std::move(entries);
    if (table.m_entries.size() > mostEntries)
        return invalid("more than 10,000 models");
    for (const PriceEntry &entry : table.m_entries) {
        if (const Result<void> good = checkEntry(entry); !good)
            return good.error();
    }
    std::ranges::sort(table.m_entries, {}, [](const PriceEntry &entry) { return small(entry.model); });
    const auto twice = std::ranges::adjacent_find(
        table.m_entries, {}, [](const PriceEntry &entry) { return small(entry.model); });
    if (twice != table.m_entries.end())
        return invalid("'" + twice->model + "' stands in it twice");
    for (const auto &[other, name] : aliases) {
        const PriceEntry *entry = table.exact(small(name));
        if (!entry)
            return invalid("the alias '" + other + "' stands for '" + name + "', which has no price");
        table.m_aliases.emplace(small(other), entry->model);
    }
    return table;
}

Result<PriceTable> PriceTable::fromJson(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded() || !json.is_object())
        return invalid("expected a JSON object");
    const auto models = json.find("models");
    if (models == json.end() || !models->is_array())
        return invalid("expected \"models\", a list");
    std::vector<PriceEntry> entries;
    for (const Json &value : *models) {
        Result<PriceEntry> entry = readEntry(value);
        if (!entry)
            return entry.error();
        entries.push_back(std::move(*entry));
    }
    std::map<std::string, std::string> aliases;
    if (const auto found = json.find("aliases"); found != json.end()) {
        if (!found->is_object())
            return invalid("expected \"aliases\" to be an object");
        for (const auto &[other, name] : found->items()) {
            if (!name.is_string())
                return invalid("the alias '" + other + "' is no text");
            aliases.emplace(other, name.get<std::string>());
        }
    }
    return of(textOf(json, "date"), textOf(json, "source"), std::move(entries), std::move(aliases));
}

std::string PriceTable::toJson() const
{
    Json json;
    json["date"] = m_date;
    json["source"] = m_source;
    json["unit"] = "US dollars a million tokens";
    json["models"] = Json::array();
    for (const PriceEntry &entry : m_entries)
        json["models"].push_back(
            Json{{"name", entry.model}, {"input", entry.input.text()}, {"output", entry.output.text()}});
    json["aliases"] = Json::object();
    for (const auto &[other, name] : m_aliases)
        json["aliases"][other] = name;
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

const PriceEntry *PriceTable::exact(std::string_view wanted) const
{
    const auto place = std::ranges::lower_bound(
        m_entries, wanted, {}, [](const PriceEntry &entry) { return small(entry.model); });
    return place != m_entries.end() && small(place->model) == wanted ? &*place : nullptr;
}

const PriceEntry *PriceTable::dated(std::string_view wanted) const
{
    const PriceEntry *longest = nullptr;
    for (const PriceEntry &entry : m_entries) {
        const std::string name = small(entry.model);
        if (wanted.starts_with(name) && isDate(wanted.substr(name.size()))
            && (!longest || entry.model.size() > longest->model.size()))
            longest = &entry;
    }
    return longest;
}

std::optional<PriceMatch> PriceTable::findSmall(std::string_view wanted) const
{
    if (const PriceEntry *entry = exact(wanted))
        return PriceMatch{*entry, PriceRule::Exact};
    if (const auto alias = m_aliases.find(std::string(wanted)); alias != m_aliases.end())
        return PriceMatch{*exact(small(alias->second)), PriceRule::Alias};
    return std::nullopt;
}

std::optional<PriceMatch> PriceTable::find(std::string_view model) const
{
    const std::string whole = small(model);
    if (const std::optional<PriceMatch> match = findSmall(whole))
        return match;
    const std::string_view name = std::string_view(whole).substr(whole.rfind('/') + 1);
    if (name.size() != whole.size()) {
        if (std::optional<PriceMatch> match = findSmall(name)) {
            match->rule = PriceRule::Provider;
            return match;
        }
    }
    if (const PriceEntry *entry = dated(name))
        return PriceMatch{*entry, PriceRule::Dated};
    return std::nullopt;
}

} // namespace sluice
