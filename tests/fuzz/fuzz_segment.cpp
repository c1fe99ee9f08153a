// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/segment_format.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

using namespace sluice;

void require(bool claim)
{
    if (!claim)
        std::abort();
}

bool isInside(std::string_view part, std::string_view whole)
{
    return part.empty() || (part.data() >= whole.data() && part.end() <= whole.end());
}

/// The head that passes lets mutations reach the records: they would hardly ever find its check themselves.
std::string_view withGoodHead(std::string_view bytes, std::vector<std::uint64_t> &memory)
{
    constexpr std::string_view session = "{}";
    const std::size_t head = segmentHeadBytes(session);
    memory.assign((head + bytes.size() + 7) / 8 + 8, 0);
    auto *segment = reinterpret_cast<std::byte *>(memory.data());
    writeSegmentHead(segment, 1, 1, session);
    if (!bytes.empty())
        std::memcpy(segment + head, bytes.data(), bytes.size());
    return {reinterpret_cast<const char *>(segment), head + bytes.size()};
}

void checkReading(std::string_view bytes)
{
    const SegmentReading reading = readSegment(bytes);
    require(isInside(reading.session, bytes));
    std::size_t inside = 0;
    const char *last = bytes.data();
    for (const SegmentRecord &record : reading.records) {
        require(isInside(record.text, bytes));
        require(record.text.empty() || record.text.data() >= last);
        last = record.text.data() + record.text.size();
        inside += recordHeadBytes + record.text.size();
    }
    require(inside <= bytes.size());
}

} // namespace

/// Claims: any bytes can be read; what comes back lies in them, in order, and nothing twice.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    checkReading(bytes);
    std::vector<std::uint64_t> memory;
    checkReading(withGoodHead(bytes, memory));
    return 0;
}
