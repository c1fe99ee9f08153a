// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// How a write-ahead's segment lies in its file. Numbers are in the machine's order (a file stays on its
/// machine). A head says what the file is and whose: magic, version, where the records begin, the session's
/// text and a CRC-32C of these; and the generation, which is another at each use of the file. Then records,
/// each at a multiple of 8: {length, check of the head, sequence, check of the text, settled}, then the text.
///
/// Checks are CRC-32C and never 0, for 0 is "not written yet". That of a record's head is over generation,
/// place, sequence and length, so that bytes of an earlier use are never taken for a record; that of the text
/// goes on from it. A head whose check is 0 ends the records.
///
/// Order of the stores, so that a process may die between any two: the next head's end mark, then sequence
/// and length, then the head's check; the text, then its check.
///
/// thread: a record's writers are its own; different records: any.
inline constexpr std::size_t recordHeadBytes = 24;

/// What the head of a file takes before the first record.
std::size_t segmentHeadBytes(std::string_view session);

/// What a record takes in a segment, with the end mark that follows it not counted.
constexpr std::size_t recordSpace(std::size_t textBytes)
{
    return (recordHeadBytes + textBytes + 7) / 8 * 8;
}

/// Writes the head of a fresh, zeroed file; `segment` is at least segmentHeadBytes(session) + an end mark.
void writeSegmentHead(std::byte *segment, std::uint64_t writeAhead, std::uint64_t generation,
    std::string_view session) noexcept;

/// Makes all records of an earlier use disappear.
void restartSegment(std::byte *segment, std::size_t firstRecord, std::uint64_t generation) noexcept;

/// Writes a record's head at `offset`, and the end mark after the record.
void writeRecordHead(std::byte *segment, std::size_t offset, std::uint64_t generation, std::uint64_t sequence,
    std::uint32_t textBytes) noexcept;

/// Writes the text of a record whose head is there already.
void writeRecordText(std::byte *segment, std::size_t offset, std::string_view text) noexcept;

void markRecordSettled(std::byte *segment, std::size_t offset) noexcept;

struct SegmentRecord
{
    std::uint64_t sequence = 0;
    std::string_view text; ///< borrowed from the bytes that were read
};

/// What a segment's bytes hold.
struct SegmentReading
{
    std::uint64_t writeAhead = 0;
    std::string_view session; ///< borrowed; empty when nothing was recorded
    std::vector<SegmentRecord> records; ///< filled and not settled, in their order
    std::string damage; ///< what ended the reading early, for a person; empty = it is sound
};

/// Reads any bytes at all.
SegmentReading readSegment(std::string_view bytes);

} // namespace sluice
