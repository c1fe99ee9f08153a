// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/lab/plan_fields.h"

#include <utility>

namespace sluice {

namespace {

/// What a sentence quotes of a value; a larger one is named by its kind.
constexpr std::size_t longestQuote = 60;

const PlanFields::Json &nothing()
{
    static const PlanFields::Json empty = PlanFields::Json::object();
    return empty;
}

std::string shown(const PlanFields::Json &value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "an array";
    const std::string text = value.dump(-1, ' ', true, PlanFields::Json::error_handler_t::replace);
    return text.size() <= longestQuote ? text : text.substr(0, longestQuote) + "...";
}

/// RFC 6901.
std::string escaped(std::string_view name)
{
    std::string token;
    for (const char c : name) {
        if (c == '~')
            token += "~0";
        else if (c == '/')
            token += "~1";
        else
            token += c;
    }
    return token;
}

} // namespace

PlanFields::PlanFields(const Json &object, std::string place, std::optional<std::string> &wrong)
    : m_object(object.is_object() ? object : nothing())
    , m_place(std::move(place))
    , m_wrong(wrong)
{
    if (!object.is_object())
        complain(m_place, object, "an object");
}

bool PlanFields::has(const char *name) const
{
    return m_object.contains(name);
}

std::uint64_t PlanFields::whole(
    const char *name, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most)
{
    const Json *found = take(name);
    return found ? wholeIn(*found, pointerTo(name), least, most).value_or(otherwise) : otherwise;
}

double PlanFields::decimal(const char *name, double otherwise, double least, double most)
{
    const Json *found = take(name);
    if (!found)
        return otherwise;
    if (found->is_number() && found->get<double>() >= least && found->get<double>() <= most)
        return found->get<double>();
    complain(pointerTo(name), *found, "a number from " + Json(least).dump() + " to " + Json(most).dump());
    return otherwise;
}

bool PlanFields::yesOrNo(const char *name, bool otherwise)
{
    const Json *found = take(name);
    if (found && found->is_boolean())
        return found->get<bool>();
    if (found)
        complain(pointerTo(name), *found, "true or false");
    return otherwise;
}

Millis PlanFields::millis(const char *name, Millis otherwise, Millis least, Millis most)
{
    return Millis(static_cast<Millis::rep>(whole(name, static_cast<std::uint64_t>(otherwise.count()),
        static_cast<std::uint64_t>(least.count()), static_cast<std::uint64_t>(most.count()))));
}

std::optional<Millis> PlanFields::millisOrNull(
    const char *name, std::optional<Millis> otherwise, Millis least, Millis most)
{
    const auto found = m_object.find(name);
    if (found == m_object.end())
        return otherwise;
    if (!found->is_null())
        return millis(name, least, least, most);
    m_asked.insert(name);
    return std::nullopt;
}

std::string PlanFields::text(const char *name, const std::string &otherwise, std::size_t mostBytes)
{
    const Json *found = take(name);
    return found ? textIn(*found, pointerTo(name), mostBytes).value_or(otherwise) : otherwise;
}

std::vector<std::string> PlanFields::texts(
    const char *name, const std::vector<std::string> &otherwise, std::size_t most, std::size_t mostBytes)
{
    if (!has(name))
        return otherwise;
    std::vector<std::string> list;
    const Json *found = takeArray(name, most);
    for (std::size_t i = 0; found && i < found->size(); ++i) {
        const std::string pointer = pointerTo(name) + '/' + std::to_string(i);
        list.push_back(textIn((*found)[i], pointer, mostBytes).value_or(std::string()));
    }
    return list;
}

void PlanFields::require(const char *name, std::uint64_t value)
{
    const Json *found = take(name);
    if (!found)
        complain(m_place, nothing(), "a member \"" + std::string(name) + "\": " + std::to_string(value));
    else if (*found != Json(value))
        complain(pointerTo(name), *found, std::to_string(value));
}

PlanFields PlanFields::object(const char *name)
{
    const Json *found = take(name);
    return {found ? *found : nothing(), pointerTo(name), m_wrong};
}

void PlanFields::eachObject(
    const char *name, std::size_t mostItems, const std::function<void(PlanFields)> &take)
{
    const Json *found = takeArray(name, mostItems);
    for (std::size_t i = 0; found && i < found->size(); ++i)
        take({(*found)[i], pointerTo(name) + '/' + std::to_string(i), m_wrong});
}

void PlanFields::eachWhole(const char *name, std::uint64_t least, std::uint64_t most, std::size_t mostItems,
    const std::function<void(std::uint64_t)> &take)
{
    const Json *found = takeArray(name, mostItems);
    for (std::size_t i = 0; found && i < found->size() && !m_wrong; ++i) {
        const std::string pointer = pointerTo(name) + '/' + std::to_string(i);
        if (const auto value = wholeIn((*found)[i], pointer, least, most))
            take(*value);
    }
}

void PlanFields::refuseTheRest()
{
    for (const auto &[name, value] : m_object.items()) {
        if (!m_asked.contains(name))
            complain(pointerTo(name), value, "no such setting");
    }
}

const PlanFields::Json *PlanFields::take(const char *name)
{
    m_asked.insert(name);
    const auto found = m_object.find(name);
    return found == m_object.end() ? nullptr : &*found;
}

const PlanFields::Json *PlanFields::takeArray(const char *name, std::size_t mostItems)
{
    const Json *found = take(name);
    if (found && found->is_array() && found->size() <= mostItems)
        return found;
    if (found)
        complain(pointerTo(name), *found, "an array of at most " + std::to_string(mostItems) + " items");
    return nullptr;
}

std::string PlanFields::pointerTo(std::string_view name) const
{
    return m_place + '/' + escaped(name);
}

void PlanFields::complain(const std::string &pointer, const Json &found, const std::string &expected)
{
    if (!m_wrong)
        m_wrong = (pointer.empty() ? "the plan" : pointer) + " is " + shown(found) + "; expected " + expected;
}

std::optional<std::uint64_t> PlanFields::wholeIn(
    const Json &found, const std::string &pointer, std::uint64_t least, std::uint64_t most)
{
    if (found.is_number_unsigned()) {
        const auto value = found.get<std::uint64_t>();
        if (value >= least && value <= most)
            return value;
    }
    complain(pointer, found, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
}

std::optional<std::string> PlanFields::textIn(
    const Json &found, const std::string &pointer, std::size_t mostBytes)
{
    if (found.is_string() && found.get_ref<const std::string &>().size() <= mostBytes)
        return found.get<std::string>();
    complain(pointer, found, "text of at most " + std::to_string(mostBytes) + " bytes");
    return std::nullopt;
}

} // namespace sluice
