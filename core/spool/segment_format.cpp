// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/spool/segment_format.h"

#include "core/spool/crc32c.h"

#include <array>
#include <atomic>
#include <cstring>
#include <optional>

namespace sluice {

namespace {

constexpr std::array<char, 8> magic = {'S', 'L', 'U', 'I', 'C', 'E', 'W', 'A'};
constexpr std::uint32_t formatVersion = 1;
constexpr std::uint32_t settledWord = 0x5e771ed1;

struct FileHead
{
    std::array<char, 8> magic;
    std::uint32_t version;
    std::uint32_t firstRecord;
    std::uint64_t writeAhead;
    std::uint32_t sessionBytes;
    std::uint32_t check; ///< of what is above and the session's text
    std::uint64_t generation;
};
static_assert(sizeof(FileHead) == 40);

struct RecordHead
{
    std::uint32_t length;
    std::uint32_t headCheck;
    std::uint64_t sequence;
    std::uint32_t textCheck;
    std::uint32_t settled;
};
static_assert(sizeof(RecordHead) == recordHeadBytes);

constexpr std::uint32_t neverZero(std::uint32_t check)
{
    return check == 0 ? 1 : check;
}

std::uint32_t checkOfFile(const FileHead &head, std::string_view session)
{
    return neverZero(crc32c(crc32c(0, &head, offsetof(FileHead, check)), session.data(), session.size()));
}

std::uint32_t checkOfHead(
    std::uint64_t generation, std::size_t offset, std::uint64_t sequence, std::uint32_t length)
{
    const std::array<std::uint64_t, 4> words = {generation, offset, sequence, length};
    return neverZero(crc32c(0, words.data(), sizeof words));
}

std::uint32_t checkOfText(std::uint32_t headCheck, std::string_view text)
{
    return neverZero(crc32c(headCheck, text.data(), text.size()));
}

RecordHead &recordAt(std::byte *segment, std::size_t offset)
{
    return *reinterpret_cast<RecordHead *>(segment + offset);
}

/// Stays behind every store before it: the compiler's order is enough, for a killed process has run all
/// instructions before the one it died at.
void publish(std::uint32_t &word, std::uint32_t value)
{
    std::atomic_ref<std::uint32_t>(word).store(value, std::memory_order_release);
}

template <typename Head>
Head headAt(std::string_view bytes, std::size_t offset)
{
    Head head;
    std::memcpy(&head, bytes.data() + offset, sizeof head);
    return head;
}

bool allZero(std::string_view bytes)
{
    return bytes.find_first_not_of('\0') == std::string_view::npos;
}

/// What is wrong with a file's head; nullopt: its records can be read.
std::optional<std::string> refusal(std::string_view bytes, const FileHead &head)
{
    if (head.magic != magic)
        return "is no write-ahead of Sluice";
    if (head.version != formatVersion)
        return "has version " + std::to_string(head.version) + " of the format, this Sluice knows "
            + std::to_string(formatVersion);
    const bool fits = head.sessionBytes <= bytes.size() - sizeof(FileHead) && head.firstRecord % 8 == 0
        && head.firstRecord >= sizeof(FileHead) + head.sessionBytes && head.firstRecord <= bytes.size();
    if (!fits || head.check != checkOfFile(head, bytes.substr(sizeof(FileHead), head.sessionBytes)))
        return "has a damaged head";
    return std::nullopt;
}

std::string damagedAt(std::size_t offset)
{
    return "is damaged at byte " + std::to_string(offset);
}

/// Reads the record at `offset` and gives the next one's; nullopt at the end.
std::optional<std::size_t> readRecord(
    std::string_view bytes, std::size_t offset, std::uint64_t generation, SegmentReading &reading)
{
    if (bytes.size() - offset < recordHeadBytes)
        return std::nullopt;
    const auto head = headAt<RecordHead>(bytes, offset);
    if (head.headCheck == 0)
        return std::nullopt;
    const bool fits = head.length <= bytes.size() - offset - recordHeadBytes;
    if (!fits || head.headCheck != checkOfHead(generation, offset, head.sequence, head.length)) {
        reading.damage = damagedAt(offset);
        return std::nullopt;
    }
    const std::string_view text = bytes.substr(offset + recordHeadBytes, head.length);
    if (head.textCheck != 0 && head.settled != settledWord) {
        if (head.textCheck != checkOfText(head.headCheck, text)) {
            reading.damage = damagedAt(offset);
            return std::nullopt;
        }
        reading.records.push_back({head.sequence, text});
    }
    const std::size_t next = offset + recordSpace(head.length);
    return next <= bytes.size() ? std::optional<std::size_t>(next) : std::nullopt;
}

} // namespace

std::size_t segmentHeadBytes(std::string_view session)
{
    return (sizeof(FileHead) + session.size() + 63) / 64 * 64;
}

void writeSegmentHead(
    std::byte *segment, std::uint64_t writeAhead, std::uint64_t generation, std::string_view session) noexcept
{
    FileHead head{};
    head.magic = magic;
    head.version = formatVersion;
    head.firstRecord = static_cast<std::uint32_t>(segmentHeadBytes(session));
    head.writeAhead = writeAhead;
    head.sessionBytes = static_cast<std::uint32_t>(session.size());
    head.generation = generation;
    // First, so that a reader finds where records would be when the rest did not get there.
    publish(reinterpret_cast<FileHead *>(segment)->firstRecord, head.firstRecord);
    std::memcpy(segment, &head, sizeof head);
    std::memcpy(segment + sizeof head, session.data(), session.size());
    publish(reinterpret_cast<FileHead *>(segment)->check, checkOfFile(head, session));
}

void restartSegment(std::byte *segment, std::size_t firstRecord, std::uint64_t generation) noexcept
{
    publish(recordAt(segment, firstRecord).headCheck, 0);
    std::atomic_ref<std::uint64_t>(reinterpret_cast<FileHead *>(segment)->generation)
        .store(generation, std::memory_order_release);
}

void writeRecordHead(std::byte *segment, std::size_t offset, std::uint64_t generation, std::uint64_t sequence,
    std::uint32_t textBytes) noexcept
{
    recordAt(segment, offset + recordSpace(textBytes)) = {};
    RecordHead &head = recordAt(segment, offset);
    head = {textBytes, 0, sequence, 0, 0};
    publish(head.headCheck, checkOfHead(generation, offset, sequence, textBytes));
}

void writeRecordText(std::byte *segment, std::size_t offset, std::string_view text) noexcept
{
    RecordHead &head = recordAt(segment, offset);
    std::memcpy(segment + offset + recordHeadBytes, text.data(), text.size());
    publish(head.textCheck, checkOfText(head.headCheck, text));
}

void markRecordSettled(std::byte *segment, std::size_t offset) noexcept
{
    std::atomic_ref<std::uint32_t>(recordAt(segment, offset).settled)
        .store(settledWord, std::memory_order_relaxed);
}

SegmentReading readSegment(std::string_view bytes)
{
    SegmentReading reading;
    if (bytes.size() < sizeof(FileHead)) {
        reading.damage = "is too short for a write-ahead";
        return reading;
    }
    const auto head = headAt<FileHead>(bytes, 0);
    if (head.check == 0 && allZero(bytes.substr(head.firstRecord < bytes.size() ? head.firstRecord : 0)))
        return reading; // its process died while it made the file
    if (std::optional<std::string> wrong = refusal(bytes, head)) {
        reading.damage = std::move(*wrong);
        return reading;
    }
    reading.writeAhead = head.writeAhead;
    reading.session = bytes.substr(sizeof(FileHead), head.sessionBytes);
    std::optional<std::size_t> offset = head.firstRecord;
    while (offset)
        offset = readRecord(bytes, *offset, head.generation, reading);
    return reading;
}

} // namespace sluice
