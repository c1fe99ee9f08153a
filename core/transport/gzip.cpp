// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/gzip.h"

#include <zlib.h>

#include <limits>

namespace sluice {

namespace {

constexpr int fastest = 1;
constexpr int gzipWindow = 15 + 16; // zlib: 16 more asks for gzip's frame
constexpr int memoryLevel = 8; // zlib's default

/// Ends the stream however its block is left.
class Deflater
{
public:
    Deflater()
        : m_good(
            deflateInit2(&m_stream, fastest, Z_DEFLATED, gzipWindow, memoryLevel, Z_DEFAULT_STRATEGY) == Z_OK)
    { }
    ~Deflater()
    {
        if (m_good)
            deflateEnd(&m_stream);
    }
    Deflater(const Deflater &) = delete; // zlib's state points back at the stream
    Deflater &operator=(const Deflater &) = delete;

    /// Bytes written; 0 when `into` is too small.
    std::size_t run(std::string_view from, std::string &into)
    {
        // zlib does not write through next_in; its type lost the const.
        m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(from.data()));
        m_stream.avail_in = static_cast<uInt>(from.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(into.data());
        m_stream.avail_out = static_cast<uInt>(into.size());
        const bool whole = m_good && deflate(&m_stream, Z_FINISH) == Z_STREAM_END;
        return whole ? m_stream.total_out : 0;
    }

private:
    z_stream m_stream{};
    bool m_good;
};

} // namespace

std::optional<std::string> gzipped(std::string_view bytes)
{
    if (bytes.empty() || bytes.size() > std::numeric_limits<uInt>::max())
        return std::nullopt;
    std::string smaller(bytes.size() - 1, '\0');
    const std::size_t size = Deflater().run(bytes, smaller);
    if (size == 0)
        return std::nullopt;
    smaller.resize(size);
    return smaller;
}

} // namespace sluice
