// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/recorder/recorder_config.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

/// What the other endpoint speaks.
enum class ForwardWire { AgentOps, Otlp };

/// "agentops", "otlp".
std::string_view wireName(ForwardWire wire);
std::optional<ForwardWire> forwardWireFromText(std::string_view text);

/// What an endpoint wants to see before it takes anything. It has no way into a stream, and messages never
/// have it. AgentOps: one key, UUID text. OTLP: header fields, one a line ("x-api-key: secret"); a line
/// without a name is the value of Authorization, with "Bearer" before it when it is one word.
class ForwardKey
{
public:
    ForwardKey() = default;

    /// Empty text is an empty key. Error (Invalid): not a UUID, or no header field; names `setting` and the
    /// line, never the text.
    static Result<ForwardKey> parse(const std::string &text, ForwardWire wire, const std::string &setting);

    /// The key in `file`. Error (Io): it cannot be read; (Invalid): as parse().
    static Result<ForwardKey> read(const std::filesystem::path &file, ForwardWire wire);

    bool isEmpty() const { return m_apiKey.isEmpty() && m_headers.empty(); }
    const ApiKey &apiKey() const { return m_apiKey; } ///< AgentOps
    using Headers = std::vector<std::pair<std::string, std::string>>;
    const Headers &headers() const { return m_headers; } ///< OTLP

private:
    ApiKey m_apiKey;
    Headers m_headers;
};

/// Writes a key that a person typed where only this user may read (mode 0600), in place of what was there;
/// empty text takes the file away. Error (Io): says what the system said.
Result<void> keepKeyText(const std::filesystem::path &file, const std::string &text);

/// Where received sessions go on to.
struct ForwardTarget
{
    std::string endpoint; ///< base URL; of OTLP without or with its /v1/traces
    ForwardWire wire = ForwardWire::AgentOps;
    ForwardKey key;
    std::string caFile; ///< PEM certificates to trust instead of the system's; empty = the system's

    /// Error (Usage): not http or https, a user or password in the URL, a key that is missing (AgentOps
    /// beyond this machine), or `ownCollector` is the same server: what it received would come back for ever.
    Result<void> validate(const std::string &ownCollector) const;
};

/// Where an OTLP endpoint takes spans: "/v1/traces" is added unless it is there, as exporters do with
/// OTEL_EXPORTER_OTLP_ENDPOINT (opentelemetry.io/docs/specs/otel/protocol/exporter).
std::string tracesUrl(const std::string &endpoint);

} // namespace sluice
