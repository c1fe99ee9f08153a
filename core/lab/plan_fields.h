// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/time.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// The members of one object of a plan file, read by name with their bounds. A member that is not there is
/// at its default. The first that is wrong is told in one sentence with its JSON pointer, what stands there
/// and what was expected; reading goes on with defaults. thread: one at a time.
class PlanFields
{
public:
    using Json = nlohmann::ordered_json;

    static constexpr std::uint64_t mostWhole = std::numeric_limits<std::uint64_t>::max();

    /// `place` is the JSON pointer of the object, "" for the document. `wrong` takes the first complaint;
    /// both it and the object must outlive this.
    PlanFields(const Json &object, std::string place, std::optional<std::string> &wrong);

    bool has(const char *name) const;

    std::uint64_t whole(const char *name, std::uint64_t otherwise, std::uint64_t least, std::uint64_t most);
    double decimal(const char *name, double otherwise, double least, double most);
    bool yesOrNo(const char *name, bool otherwise);
    Millis millis(const char *name, Millis otherwise, Millis least, Millis most);
    /// null stands for nullopt.
    std::optional<Millis> millisOrNull(
        const char *name, std::optional<Millis> otherwise, Millis least, Millis most);
    std::string text(const char *name, const std::string &otherwise, std::size_t mostBytes);
    std::vector<std::string> texts(
        const char *name, const std::vector<std::string> &otherwise, std::size_t most, std::size_t mostBytes);

    /// The value whose wireName() stands there, or what `also` makes of it.
    template <typename Enum, std::size_t n>
    Enum oneOf(const char *name, Enum otherwise, const std::array<Enum, n> &values,
        std::optional<Enum> (*also)(std::string_view) = nullptr)
    {
        const Json *found = take(name);
        if (!found)
            return otherwise;
        if (also && found->is_string()) {
            if (const std::optional<Enum> value = also(found->get_ref<const std::string &>()))
                return *value;
        }
        std::string words;
        for (const Enum value : values) {
            if (found->is_string() && found->get_ref<const std::string &>() == wireName(value))
                return value;
            words += (words.empty() ? "" : ", ") + std::string(wireName(value));
        }
        complain(pointerTo(name), *found, "one of " + words);
        return otherwise;
    }

    /// The member must be there and be this number.
    void require(const char *name, std::uint64_t value);

    /// An object in this one; what is none is complained of and read as empty.
    PlanFields object(const char *name);
    /// Each item of an array of objects.
    void eachObject(const char *name, std::size_t mostItems, const std::function<void(PlanFields)> &take);
    /// Each item of an array of whole numbers.
    void eachWhole(const char *name, std::uint64_t least, std::uint64_t most, std::size_t mostItems,
        const std::function<void(std::uint64_t)> &take);

    /// Complains of the first member that nobody asked for.
    void refuseTheRest();

private:
    const Json *take(const char *name);
    const Json *takeArray(const char *name, std::size_t mostItems);
    std::string pointerTo(std::string_view name) const;
    void complain(const std::string &pointer, const Json &found, const std::string &expected);
    std::optional<std::uint64_t> wholeIn(
        const Json &found, const std::string &pointer, std::uint64_t least, std::uint64_t most);
    std::optional<std::string> textIn(const Json &found, const std::string &pointer, std::size_t mostBytes);

    const Json &m_object;
    const std::string m_place;
    std::optional<std::string> &m_wrong;
    std::set<std::string, std::less<>> m_asked;
};

} // namespace sluice
