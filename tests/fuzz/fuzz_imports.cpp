// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/file_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace sluice;

void require(bool claim)
{
    if (!claim)
        std::abort();
}

JsonCursor cursorOver(std::string_view text, std::size_t piece)
{
    return JsonCursor(
        [text, piece, at = std::size_t{0}](char *to, std::size_t most) mutable -> Result<std::size_t> {
            const std::size_t bytes = std::min({piece, most, text.size() - at});
            std::copy_n(text.data() + at, bytes, to);
            at += bytes;
            return bytes;
        });
}

bool isUtf8(const std::string &text)
{
    try {
        static_cast<void>(nlohmann::json(text).dump());
        return true;
    } catch (const nlohmann::json::type_error &) {
        return false;
    }
}

void checkPiece(const StoreBatch &piece)
{
    for (const StoredEvent &event : piece.events) {
        require(!event.id.isEmpty() && event.start <= event.end);
        // Bodies are shown, searched and exported again.
        require(isUtf8(event.body) && isUtf8(event.id.text()) && isUtf8(event.name));
    }
    for (const SessionChange &change : piece.sessions)
        require(!change.id.isEmpty() && change.origin == Origin::Imported);
    for (const StoredAgent &agent : piece.agents)
        require(!agent.agent.id.isEmpty());
    for (const FlushContents &contents : piece.contents)
        require(contents.events.size() < 10'000);
}

/// What a reading came to: the error's words, or how much there was.
std::string readWith(ImportReader &reader, std::string_view text, std::size_t piece, bool isChecked)
{
    std::uint64_t events = 0;
    PieceWriter out([&](StoreBatch &batch) -> Result<void> {
        if (isChecked)
            checkPiece(batch);
        events += batch.events.size();
        return {};
    });
    JsonCursor cursor = cursorOver(text, piece);
    Result<void> read = reader.read(cursor, out);
    if (read)
        read = out.finish();
    require(read || !read.error().message.empty());
    return read ? std::to_string(events) : read.error().message;
}

} // namespace

/// Claims: any file can be read; what comes of it is fit to be stored; it does not depend on the pieces in
/// which it comes, and a second reading finds as much as the first.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    JsonCursor cursor = cursorOver(text, 4096);
    const Result<FileFormat> format = recognise(cursor);
    require(format || !format.error().message.empty());
    if (!format)
        return 0;
    const auto reader = readerFor(*format);
    const std::string first = readWith(*reader, text, 4096, false);
    const std::string second = readWith(*reader, text, 4096, true);
    require(first == second);
    require(readWith(*readerFor(*format), text, 3, false) == first);
    return 0;
}
