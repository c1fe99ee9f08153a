// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_check.h"

#include "core/agentops/byte_scan.h"
#include "core/agentops/json_writer.h"

#include <cstddef>
#include <cstdint>

namespace sluice {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A walk over the text from value to value. What is open is a bit a level, so nothing recurses.
class PlainJsonWalk
{
public:
    explicit PlainJsonWalk(std::string_view text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    { }

    bool takesAll()
    {
        do {
            if (!takeValue())
                return false;
        } while (findsAnother());
        skipSpace();
        return !m_failed && m_at == m_end;
    }

private:
    static constexpr int mostDepth = 64;
    static_assert(mostDepth == mostJsonDepth, "one bit of m_objects for each level");
    static constexpr std::size_t mostDigits = 18; ///< each such number fits 64 bits
    static constexpr std::size_t mostExponentDigits = 2; ///< and with such an exponent a double

    bool fail()
    {
        m_failed = true;
        return false;
    }

    bool accept(char wanted)
    {
        if (m_at == m_end || *m_at != wanted)
            return false;
        ++m_at;
        return true;
    }

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    /// A scalar, or the opening of an array or object.
    bool takeValue()
    {
        skipSpace();
        if (m_at == m_end)
            return false;
        switch (*m_at) {
        case '{':
        case '[':
            return open(*m_at++ == '{');
        case '"':
            return takeString();
        case 't':
            return takeWord("true");
        case 'f':
            return takeWord("false");
        case 'n':
            return takeWord("null");
        default:
            return takeNumber();
        }
    }

    bool open(bool object)
    {
        if (m_depth == mostDepth)
            return false;
        m_objects = (m_objects << 1U) | (object ? 1U : 0U);
        ++m_depth;
        m_opened = true;
        return true;
    }

    bool inObject() const { return (m_objects & 1U) != 0; }

    bool closes()
    {
        if (!accept(inObject() ? '}' : ']'))
            return false;
        m_objects >>= 1U;
        --m_depth;
        return true;
    }

    /// True: a value follows, its key is read. False: the text is over, or wrong (m_failed).
    bool findsAnother()
    {
        if (m_opened) {
            m_opened = false;
            skipSpace();
            if (!closes())
                return takeKey();
        }
        while (m_depth > 0) {
            skipSpace();
            if (accept(','))
                return takeKey();
            if (!closes())
                return fail();
        }
        return false;
    }

    bool takeKey()
    {
        if (!inObject())
            return true;
        skipSpace();
        if (m_at == m_end || *m_at != '"' || !takeString())
            return fail();
        skipSpace();
        return accept(':') || fail();
    }

    bool takeString()
    {
        ++m_at;
        for (;;) {
            m_at = findSpecialInJson(m_at, m_end);
            if (m_at == m_end)
                return false;
            if (accept('"'))
                return true;
            if (!takeSpecial())
                return false;
        }
    }

    bool takeSpecial()
    {
        if (accept('\\'))
            return takeEscape();
        if (static_cast<unsigned char>(*m_at) < 0x20)
            return false;
        const Utf8Step step = utf8StepAt(m_at, m_end);
        m_at += step.bytes;
        return step.wellFormed;
    }

    bool takeEscape()
    {
        if (accept('u'))
            return takeCodeUnit();
        static constexpr std::string_view simple = "\"\\/bfnrt";
        return m_at != m_end && simple.find(*m_at++) != std::string_view::npos;
    }

    bool takeCodeUnit()
    {
        unsigned unit = 0;
        for (int i = 0; i < 4; ++i) {
            static constexpr std::string_view digits = "0123456789abcdefABCDEF";
            const std::size_t found = m_at == m_end ? std::string_view::npos : digits.find(*m_at++);
            if (found == std::string_view::npos)
                return false;
            unit = unit * 16 + static_cast<unsigned>(found < 16 ? found : found - 6);
        }
        const bool surrogate = unit >= 0xd800 && unit <= 0xdfff;
        return !surrogate;
    }

    bool takeWord(std::string_view word)
    {
        const bool there = std::string_view(m_at, static_cast<std::size_t>(m_end - m_at)).starts_with(word);
        m_at += there ? word.size() : 0;
        return there;
    }

    std::size_t takeDigits()
    {
        const char *first = m_at;
        while (m_at != m_end && isDigit(*m_at))
            ++m_at;
        return static_cast<std::size_t>(m_at - first);
    }

    bool takeNumber()
    {
        accept('-');
        const bool zero = m_at != m_end && *m_at == '0';
        std::size_t digits = takeDigits();
        if (digits == 0 || (zero && digits > 1))
            return false;
        if (accept('.')) {
            const std::size_t fraction = takeDigits();
            if (fraction == 0)
                return false;
            digits += fraction;
        }
        return digits <= mostDigits && takeExponent();
    }

    bool takeExponent()
    {
        if (!accept('e') && !accept('E'))
            return true;
        if (!accept('-'))
            accept('+');
        const std::size_t digits = takeDigits();
        return digits > 0 && digits <= mostExponentDigits;
    }

    const char *m_at;
    const char *const m_end;
    std::uint64_t m_objects = 0; ///< the lowest bit is the innermost: 1 = object, 0 = array
    int m_depth = 0;
    bool m_opened = false; ///< since the last value
    bool m_failed = false;
};

} // namespace

bool isPlainJson(std::string_view text)
{
    return PlainJsonWalk(text).takesAll();
}

} // namespace sluice
