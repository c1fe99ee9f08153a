// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/json_mend.h"

#include <charconv>
#include <optional>

namespace sluice {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view tooDeep
    = "expected at most 67 levels of arrays and objects (64 in a field of an event)";
static_assert(jsonDepthLimit == 67 && mostJsonDepth == 64, "as tooDeep says");
constexpr std::string_view replacementCharacter = "\xef\xbf\xbd";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

unsigned byteOf(char c)
{
    return static_cast<unsigned char>(c);
}

/// A recursive descent over the grammar; recursion ends at jsonDepthLimit.
class Mender
{
public:
    explicit Mender(std::string_view text)
        : m_text(text)
    { }

    Result<MendedJson> run();

private:
    bool value(int depth);
    bool object(int depth);
    bool array(int depth);
    bool string();
    bool character(char first);
    bool escape();
    bool surrogate(std::size_t start, unsigned code);
    bool sequence();
    bool number();
    bool word(std::string_view wanted);
    bool quoted(std::string_view name);

    std::optional<unsigned> hexDigits(std::size_t at) const;
    bool fits(std::string_view number, std::size_t integerDigits, bool isInteger) const;
    std::size_t digits();
    void skipSpace();
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    bool take(char wanted);
    void replace(std::size_t from, std::string_view with);
    bool fail(std::string_view expected);
    std::string place() const;
    std::string found() const;

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_copied = 0; ///< everything before it is in m_mended
    MendedJson m_mended;
    std::optional<Error> m_error;
};

Result<MendedJson> Mender::run()
{
    if (m_text.substr(0, byteOrderMark.size()) == byteOrderMark)
        m_at = m_copied = byteOrderMark.size();
    skipSpace();
    const bool whole = value(0);
    skipSpace();
    if (whole && !atEnd())
        fail("expected the end of the text");
    if (m_error)
        return *m_error;
    m_mended.text.append(m_text.substr(m_copied));
    return std::move(m_mended);
}

bool Mender::value(int depth)
{
    switch (peek()) {
    case '{':
        return object(depth + 1);
    case '[':
        return array(depth + 1);
    case '"':
        return string();
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    case 'N':
        return quoted("NaN");
    case 'I':
        return quoted("Infinity");
    default:
        return number();
    }
}

bool Mender::object(int depth)
{
    if (depth > jsonDepthLimit)
        return fail(tooDeep);
    ++m_at;
    skipSpace();
    if (take('}'))
        return true;
    while (true) {
        if (peek() != '"')
            return fail("expected a member's name in double quotes");
        if (!string())
            return false;
        skipSpace();
        if (!take(':'))
            return fail("expected ':' after a member's name");
        skipSpace();
        if (!value(depth))
            return false;
        skipSpace();
        if (take('}'))
            return true;
        if (!take(','))
            return fail("expected ',' or '}' after a member");
        skipSpace();
    }
}

bool Mender::array(int depth)
{
    if (depth > jsonDepthLimit)
        return fail(tooDeep);
    ++m_at;
    skipSpace();
    if (take(']'))
        return true;
    while (true) {
        if (!value(depth))
            return false;
        skipSpace();
        if (take(']'))
            return true;
        if (!take(','))
            return fail("expected ',' or ']' after an element");
        skipSpace();
    }
}

bool Mender::string()
{
    ++m_at;
    while (true) {
        if (atEnd())
            return fail("expected '\"' at the end of a string");
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (byteOf(c) < 0x20)
            return fail("expected control characters in a string to be escaped");
        if (!character(c))
            return false;
    }
}

bool Mender::character(char first)
{
    if (first == '\\')
        return escape();
    if (byteOf(first) >= 0x80)
        return sequence();
    ++m_at;
    return true;
}

bool Mender::escape()
{
    const std::size_t start = m_at++;
    if (atEnd() || std::string_view("\"\\/bfnrtu").find(peek()) == std::string_view::npos)
        return fail("expected one of \"\\/bfnrtu after '\\'");
    if (m_text[m_at++] != 'u')
        return true;
    const auto code = hexDigits(m_at);
    if (!code)
        return fail("expected four hexadecimal digits after '\\u'");
    m_at += 4;
    const bool isSurrogate = *code >= 0xd800 && *code <= 0xdfff;
    return isSurrogate ? surrogate(start, *code) : true;
}

bool Mender::surrogate(std::size_t start, unsigned code)
{
    if (code < 0xdc00 && m_text.substr(m_at, 2) == "\\u") {
        const auto low = hexDigits(m_at + 2);
        if (low && *low >= 0xdc00 && *low <= 0xdfff) {
            m_at += 6;
            return true;
        }
    }
    replace(start, replacementCharacter);
    return true;
}

/// One character of two to four bytes of UTF-8.
bool Mender::sequence()
{
    const std::size_t start = m_at;
    const unsigned lead = byteOf(m_text[m_at]);
    const unsigned length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || m_text.size() - m_at < length)
        return fail("expected UTF-8");
    for (unsigned i = 1; i < length; ++i) {
        if ((byteOf(m_text[m_at + i]) & 0xc0U) != 0x80U)
            return fail("expected UTF-8");
    }
    const unsigned second = byteOf(m_text[m_at + 1]);
    const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    if (overlong || (lead == 0xf4 && second > 0x8f))
        return fail("expected UTF-8");
    m_at += length;
    if (lead == 0xed && second >= 0xa0)
        replace(start, replacementCharacter);
    return true;
}

bool Mender::number()
{
    const std::size_t start = m_at;
    const bool negative = take('-');
    if (negative && peek() == 'I') {
        m_at = start;
        return quoted("-Infinity");
    }
    if (!isDigit(peek()))
        return fail(negative ? "expected a digit after '-'" : "expected a value");
    const bool leadingZero = peek() == '0';
    const std::size_t integerDigits = leadingZero ? (++m_at, 0U) : digits();
    if (leadingZero && isDigit(peek()))
        return fail("expected no digit after a leading 0");
    bool isInteger = true;
    if (take('.')) {
        isInteger = false;
        if (digits() == 0)
            return fail("expected a digit after '.'");
    }
    if (peek() == 'e' || peek() == 'E') {
        isInteger = false;
        ++m_at;
        if (!take('+'))
            take('-');
        if (digits() == 0)
            return fail("expected a digit in the exponent");
    }
    const std::string_view text = m_text.substr(start, m_at - start);
    if (!fits(text, integerDigits, isInteger))
        replace(start, '"' + std::string(text) + '"');
    return true;
}

bool Mender::fits(std::string_view number, std::size_t integerDigits, bool isInteger) const
{
    const char *begin = number.data();
    const char *end = begin + number.size();
    if (isInteger) {
        std::int64_t withSign = 0;
        std::uint64_t withoutSign = 0;
        return std::from_chars(begin, end, withSign).ec == std::errc{}
        || std::from_chars(begin, end, withoutSign).ec == std::errc{};
    }
    double real = 0;
    if (std::from_chars(begin, end, real).ec == std::errc{})
        return true;
    // Out of range: too small is good enough as 0, too large is not a number at all.
    const std::size_t mark = number.find_first_of("eE");
    std::int64_t exponent = 0;
    if (mark != std::string_view::npos) {
        const std::size_t from = mark + (number[mark + 1] == '+' ? 2 : 1);
        const bool small = number[from] == '-';
        if (std::from_chars(begin + from, end, exponent).ec != std::errc{})
            exponent = small ? INT32_MIN : INT32_MAX;
    }
    return exponent < 0 && static_cast<std::int64_t>(integerDigits) + exponent <= 0;
}

bool Mender::word(std::string_view wanted)
{
    if (m_text.substr(m_at, wanted.size()) != wanted)
        return fail("expected a value");
    m_at += wanted.size();
    return true;
}

bool Mender::quoted(std::string_view name)
{
    const std::size_t start = m_at;
    if (!word(name))
        return false;
    replace(start, '"' + std::string(name) + '"');
    return true;
}

std::optional<unsigned> Mender::hexDigits(std::size_t at) const
{
    if (m_text.size() < at + 4)
        return std::nullopt;
    unsigned code = 0;
    const char *end = m_text.data() + at + 4;
    const auto read = std::from_chars(m_text.data() + at, end, code, 16);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(code) : std::nullopt;
}

std::size_t Mender::digits()
{
    const std::size_t start = m_at;
    while (isDigit(peek()))
        ++m_at;
    return m_at - start;
}

void Mender::skipSpace()
{
    while (!atEnd() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
        ++m_at;
}

bool Mender::take(char wanted)
{
    if (atEnd() || m_text[m_at] != wanted)
        return false;
    ++m_at;
    return true;
}

void Mender::replace(std::size_t from, std::string_view with)
{
    m_mended.text.append(m_text.substr(m_copied, from - m_copied)).append(with);
    m_copied = m_at;
    ++m_mended.mended;
}

bool Mender::fail(std::string_view expected)
{
    if (!m_error)
        m_error = Error{ErrorKind::Invalid, place() + ": " + std::string(expected) + ", found " + found()};
    return false;
}

std::string Mender::place() const
{
    std::size_t line = 1;
    std::size_t lineStart = 0;
    for (std::size_t i = 0; i < m_at && i < m_text.size(); ++i) {
        if (m_text[i] == '\n') {
            ++line;
            lineStart = i + 1;
        }
    }
    return "line " + std::to_string(line) + ", column " + std::to_string(m_at - lineStart + 1) + " (byte "
        + std::to_string(m_at) + ")";
}

std::string Mender::found() const
{
    if (atEnd())
        return "the end of the text";
    const char c = m_text[m_at];
    if (c >= 0x20 && c < 0x7f)
        return std::string("'") + c + "'";
    static constexpr char hex[] = "0123456789abcdef";
    return std::string("byte 0x") + hex[byteOf(c) >> 4U] + hex[byteOf(c) & 15U];
}

} // namespace

Result<MendedJson> mendJson(std::string_view text)
{
    return Mender(text).run();
}

} // namespace sluice
