// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/forward/forward_target.h"

#include "core/base/files.h"
#include "core/base/system_error.h"
#include "core/transport/endpoint.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

namespace sluice {

namespace {

constexpr std::size_t mostKeyBytes = 16U << 10U; ///< as a collector's head: no server takes more

std::string_view trimmed(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// RFC 9110 5.6.2, without what no header of a key has.
bool isFieldName(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
            || c == '_';
    });
}

bool isFieldValue(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::optional<std::pair<std::string, std::string>> headerFrom(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && isFieldName(line.substr(0, colon))) {
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!isFieldValue(value))
            return std::nullopt;
        return std::pair(std::string(line.substr(0, colon)), std::string(value));
    }
    if (!isFieldValue(line))
        return std::nullopt;
    const bool isOneWord = line.find(' ') == std::string_view::npos;
    return std::pair<std::string, std::string>(
        "Authorization", (isOneWord ? "Bearer " : "") + std::string(line));
}

} // namespace

std::string_view wireName(ForwardWire wire)
{
    return wire == ForwardWire::AgentOps ? "agentops" : "otlp";
}

std::optional<ForwardWire> forwardWireFromText(std::string_view text)
{
    for (const ForwardWire wire : {ForwardWire::AgentOps, ForwardWire::Otlp}) {
        if (text == wireName(wire))
            return wire;
    }
    return std::nullopt;
}

Result<ForwardKey> ForwardKey::parse(const std::string &text, ForwardWire wire, const std::string &setting)
{
    ForwardKey key;
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        const std::string_view words = trimmed(line);
        if (words.empty())
            continue;
        if (wire == ForwardWire::AgentOps) {
            Result<ApiKey> apiKey = ApiKey::parse(std::string(words), setting);
            if (!apiKey)
                return apiKey.error();
            key.m_apiKey = *apiKey;
            break;
        }
        auto header = headerFrom(words);
        if (!header)
            return Error{ErrorKind::Invalid,
                setting + ", line " + std::to_string(number)
                    + ": expected a token, or a header field as 'Name: value'"};
        key.m_headers.push_back(std::move(*header));
    }
    return key;
}

Result<ForwardKey> ForwardKey::read(const std::filesystem::path &file, ForwardWire wire)
{
    std::ifstream stream(file, std::ios::binary);
    std::string text(mostKeyBytes, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream && !stream.eof())
        return Error{ErrorKind::Io, "the key file " + file.string() + " cannot be read"};
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return parse(text, wire, "the key in " + file.string());
}

Result<void> keepKeyText(const std::filesystem::path &file, const std::string &text)
{
    const std::filesystem::path fresh = file.string() + ".new";
    std::error_code failed;
    std::filesystem::remove(fresh, failed);
    if (text.empty()) {
        std::filesystem::remove(file, failed);
        return failed ? Result<void>(Error{
                   ErrorKind::Io, "cannot remove the key file " + file.string() + ": " + failed.message()})
                      : Result<void>();
    }
    if (Result<void> made = makePrivateDirectory(file.parent_path(), "folder"); !made)
        return made;
    {
        const FileDescriptor out = FileDescriptor::open(fresh, O_WRONLY | O_CREAT | O_EXCL);
        if (!out.isValid()
            || ::write(out.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
            return systemError("cannot write the key file " + fresh.string());
    }
    std::filesystem::rename(fresh, file, failed);
    if (failed)
        return Error{ErrorKind::Io, "cannot write the key file " + file.string() + ": " + failed.message()};
    return {};
}

Result<void> ForwardTarget::validate(const std::string &ownCollector) const
{
    if (Result<std::string> url = normalizedEndpoint(endpoint); !url)
        return url.error();
    const Endpoint other = endpointOf(endpoint);
    if (!ownCollector.empty() && isSameServer(endpoint, ownCollector))
        return Error{ErrorKind::Usage,
            other.origin + " is the own collector: what it received would come back to it for ever"};
    if (wire == ForwardWire::AgentOps && key.isEmpty() && !other.loopback)
        return Error{ErrorKind::Usage, other.origin + " needs an API key"};
    return {};
}

std::string tracesUrl(const std::string &endpoint)
{
    static constexpr std::string_view path = "/v1/traces";
    std::string url = endpoint;
    while (url.ends_with('/'))
        url.pop_back();
    if (!url.ends_with(path))
        url += path;
    return url;
}

} // namespace sluice
