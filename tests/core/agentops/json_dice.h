// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/random.h"
#include "core/base/time.h"
#include "core/base/uuid.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

inline std::string dumped(const nlohmann::json &value)
{
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Texts, values and events from a seed: ordinary ones, odd ones and broken ones.
class Dice
{
public:
    using json = nlohmann::json;

    explicit Dice(std::uint64_t seed)
        : m_random(seed)
    { }

    std::size_t below(std::size_t n) { return static_cast<std::size_t>(m_random.below(n)); }
    template <typename T, std::size_t n>
    T pick(const T (&from)[n])
    {
        return from[below(n)];
    }
    std::uint64_t bits() { return m_random.next(); }

    /// Plain runs, escapes, characters of 2 to 4 bytes, and broken ones.
    std::string anyText()
    {
        static constexpr std::string_view pieces[]
            = {"plain words", "a", "", "\"", "\\", "\n", "\x01", "\x1f", "\x7f", "\xc3\xa9", "\xe2\x82\xac",
                "\xf0\x9f\x98\x80", "\xed\x9f\xbf", "\xee\x80\x80", "\xff", "\xc3", "\xe2\x82",
                "\xf0\x9f\x98", "\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80", "\x80", "0123456789abcdef"};
        std::string text;
        for (std::size_t count = below(8); count > 0; --count)
            text += pick(pieces);
        if (below(4) == 0)
            text.append(1, '\0');
        return text;
    }

    std::string anyBytes()
    {
        std::string bytes;
        for (std::size_t count = below(48); count > 0; --count)
            bytes += static_cast<char>(below(256));
        return bytes;
    }

    /// Text without a number or an escape on which parsers differ.
    std::string plainJson(int levels = 5)
    {
        static constexpr std::string_view scalars[] = {"null", "true", "false", "0", "-0", "12", "-7.25",
            "1e10", "6.02E+23", "1.5e-7", "123456789012345678", "\"\"", "\"words\"", "\"\\u00e9\\n\\\"\"",
            "\"\xc3\xa9\xf0\x9f\x98\x80\"", "\"a text of more than sixteen bytes \\\\ here\"", "[]", "{}",
            " [ ] "};
        const std::size_t kind = levels == 0 ? 0 : below(3);
        if (kind == 0)
            return std::string(pick(scalars));
        std::string out(1, kind == 1 ? '[' : '{');
        for (std::size_t i = 0, count = 1 + below(4); i < count; ++i) {
            static constexpr std::string_view spaces[] = {"", "", " ", "\n\t", "\r\n"};
            out += i > 0 ? "," : "";
            out += pick(spaces);
            if (kind == 2)
                out += "\"k" + std::to_string(i) + "\"" + std::string(pick(spaces)) + ":";
            out += plainJson(levels - 1);
            out += pick(spaces);
        }
        return out + (kind == 1 ? ']' : '}');
    }

    /// Plain JSON with a few of its bytes changed, cut out or put in.
    std::string bentJson()
    {
        std::string text = plainJson();
        for (std::size_t count = below(4); count > 0; --count) {
            static constexpr std::string_view pieces[]
                = {"\"", "\\", "{", "}", "[", "]", ",", ":", "0", "9", "-", "+", ".", "e", "E9", "u12", "\\u",
                    "\\ud800", "\\ud83d\\ude00", "true", "nul", " ", "\t", "\x01", "\x7f", "\xc3", "\xa9",
                    "\xff", "18446744073709551616", "9223372036854775808", "1e400", "1e-400"};
            const std::size_t at = below(text.size() + 1);
            text.replace(at, below(2), pick(pieces));
        }
        return text;
    }

    json anyValue(int levels = 4)
    {
        static const double floats[]
            = {0.0, -0.0, 1.0, 0.1, 1e22, 1e-7, 5e-324, 1.7976931348623157e308, -2.5};
        switch (below(levels == 0 ? 7 : 9)) {
        case 0:
            return nullptr;
        case 1:
            return below(2) == 0;
        case 2:
            return static_cast<std::int64_t>(bits());
        case 3:
            return bits();
        case 4:
            return pick(floats);
        case 5:
            return std::bit_cast<double>(bits() & ~(1ULL << 62U)); // any finite one
        case 6:
            return wellFormed(anyText());
        case 7: {
            json items = json::array();
            for (std::size_t count = below(4); count > 0; --count)
                items.push_back(anyValue(levels - 1));
            return items;
        }
        default: {
            json members = json::object();
            for (std::size_t count = below(4); count > 0; --count)
                members[wellFormed(anyText())] = anyValue(levels - 1);
            return members;
        }
        }
    }

    Timestamp anyTime() { return Timestamp(Micros(static_cast<std::int64_t>(bits()) >> below(24))); }

    Uuid anyUuid() { return Uuid::random(m_random); }

    /// What a reader gets of any bytes.
    static std::string wellFormed(const std::string &bytes)
    {
        return json::parse(dumped(json(bytes))).get<std::string>();
    }

private:
    SeededRandom m_random;
};

} // namespace sluice
