// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/exchange/file_format.h"

#include "core/exchange/read_chrome.h"
#include "core/exchange/read_otlp.h"
#include "core/exchange/read_session_json.h"

#include <algorithm>
#include <string>

namespace sluice {

namespace {

struct Member
{
    std::string_view name;
    FileFormat format;
};

/// Each tells its format by itself.
constexpr Member members[] = {
    {"sluice_session", FileFormat::Session},
    {"resourceSpans", FileFormat::Otlp},
    {"resource_spans", FileFormat::Otlp},
    {"traceEvents", FileFormat::Chrome},
    {"trace", FileFormat::AgentOpsTrace},
    {"trace_id", FileFormat::AgentOpsTrace},
    {"spans", FileFormat::AgentOpsTrace},
    {"session", FileFormat::Session},
    {"session_id", FileFormat::Session},
    {"events", FileFormat::Session},
};

struct Words
{
    std::string_view text;
    FileFormat format;
};

constexpr Words words[] = {
    {"session", FileFormat::Session},
    {"json", FileFormat::Session},
    {"agentops", FileFormat::AgentOpsTrace},
    {"otlp", FileFormat::Otlp},
    {"chrome", FileFormat::Chrome},
};

Error notOurs(const std::string &found)
{
    return {ErrorKind::Invalid,
        found
            + "; expected a session of Sluice or AgentOps, OTLP/JSON (resourceSpans), or a Chrome trace "
              "(traceEvents)"};
}

} // namespace

std::string_view describe(FileFormat format)
{
    switch (format) {
    case FileFormat::AgentOpsTrace:
        return "a trace of AgentOps' dashboard";
    case FileFormat::Otlp:
        return "OTLP/JSON";
    case FileFormat::Chrome:
        return "a Chrome trace";
    case FileFormat::Session:
        break;
    }
    return "a session as JSON";
}

std::optional<FileFormat> fileFormatFromText(std::string_view text)
{
    const auto *const found = std::ranges::find(words, text, &Words::text);
    return found == std::end(words) ? std::nullopt : std::optional(found->format);
}

Result<FileFormat> recognise(JsonCursor &cursor)
{
    const Result<JsonCursor::Shape> shape = cursor.shape();
    if (!shape)
        return shape.error();
    if (*shape == JsonCursor::Shape::End)
        return notOurs("the file is empty");
    if (*shape == JsonCursor::Shape::Array)
        return FileFormat::Chrome;
    if (*shape != JsonCursor::Shape::Object)
        return cursor.expected("'{' or '[': the file is no JSON that Sluice knows");
    if (const Result<void> begun = cursor.beginObject(); !begun)
        return begun.error();
    std::string first;
    std::string name;
    while (true) {
        const Result<bool> more = cursor.nextMember(name);
        if (!more)
            return more.error();
        if (!*more)
            break;
        if (const auto *const found = std::ranges::find(members, std::string_view(name), &Member::name);
            found != std::end(members))
            return found->format;
        if (first.empty())
            first = name.substr(0, 40);
        if (const Result<void> skipped = cursor.skipValue(); !skipped)
            return skipped.error();
    }
    return notOurs(
        first.empty() ? "the file is an empty object" : "an object that begins with \"" + first + '"');
}

std::unique_ptr<ImportReader> readerFor(FileFormat format)
{
    switch (format) {
    case FileFormat::AgentOpsTrace:
        return std::make_unique<DashboardReader>();
    case FileFormat::Otlp:
        return std::make_unique<OtlpReader>();
    case FileFormat::Chrome:
        return std::make_unique<ChromeReader>();
    case FileFormat::Session:
        break;
    }
    return std::make_unique<SessionJsonReader>();
}

} // namespace sluice
