// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/gunzip.h"

#include <zlib.h>

#include <array>
#include <limits>

namespace sluice {

namespace {

constexpr int gzipWindow = 15 + 16; // zlib: 16 more asks for gzip's frame
constexpr std::size_t step = 64U << 10U;

/// Ends the stream however its member is left.
class Inflater
{
public:
    explicit Inflater(std::string_view member)
        : m_good(inflateInit2(&m_stream, gzipWindow) == Z_OK)
    {
        // zlib does not write through next_in; its type lost the const.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(member.data()));
        m_stream.avail_in = static_cast<uInt>(member.size());
    }
    ~Inflater()
    {
        if (m_good)
            inflateEnd(&m_stream);
    }
    Inflater(const Inflater &) = delete; // zlib's state points back at the stream
    Inflater &operator=(const Inflater &) = delete;

    bool isGood() const { return m_good; }

    struct Step
    {
        std::string_view bytes; ///< good until the next
        bool isLast = false;
        bool isGzip = false;
    };
    Step next()
    {
        m_stream.next_out = reinterpret_cast<Bytef *>(m_some.data());
        m_stream.avail_out = static_cast<uInt>(m_some.size());
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        const bool ended = result == Z_STREAM_END;
        return {{m_some.data(), m_some.size() - m_stream.avail_out}, ended,
            ended ? m_stream.avail_in == 0 : result == Z_OK};
    }

private:
    z_stream m_stream{};
    const bool m_good;
    std::array<char, step> m_some{};
};

} // namespace

Gunzipped gunzip(std::string_view member, std::size_t limit, const std::function<bool(std::size_t)> &mayGrow)
{
    using Fate = Gunzipped::Fate;
    if (member.empty() || member.size() > std::numeric_limits<uInt>::max())
        return {Fate::NotGzip, {}};
    Inflater inflater(member);
    if (!inflater.isGood())
        return {Fate::NoRoom, {}};
    std::string text;
    while (true) {
        const Inflater::Step more = inflater.next();
        if (!more.isGzip)
            return {Fate::NotGzip, {}};
        if (more.bytes.size() > limit - text.size())
            return {Fate::TooLarge, {}};
        if (!more.bytes.empty() && !mayGrow(more.bytes.size()))
            return {Fate::NoRoom, {}};
        text.append(more.bytes);
        if (more.isLast)
            return {Fate::Whole, std::move(text)};
    }
}

} // namespace sluice
