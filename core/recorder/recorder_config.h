// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/base/uuid.h"
#include "core/queue/queue_limits.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

/// A key of AgentOps: UUID text, kept out of logs by having no way into a stream.
class ApiKey
{
public:
    ApiKey() = default;

    /// Error (Invalid): names `setting`, never the text.
    static Result<ApiKey> parse(const std::string &text, const std::string &setting);

    bool isEmpty() const { return m_text.empty(); }
    const std::string &secret() const { return m_text; }

private:
    std::string m_text;
};

/// Where the value of a setting came from: "AGENTOPS_API_KEY is set by the environment".
struct SettingOrigin
{
    std::string setting;
    std::string from; ///< "environment", "default", "ignored: not a UUID"
};

/// How a recorder records. Defaults: contract.md.
struct RecorderConfig
{
    std::string endpoint; ///< "http://127.0.0.1:4318"; trailing slashes are cut
    ApiKey apiKey;
    ApiKey parentKey;
    QueueLimits queue;
    Millis endDeadline{2'000};
    Millis requestTimeout{30'000};
    bool envDataOptOut = false;
    std::string spoolDir; ///< DATA/spool; empty = nothing is kept on disk
    std::uint64_t spoolBytes = 1ULL << 30U;
    std::uint64_t writeAheadBytes = 64ULL << 20U;
    bool durable = false; ///< what record() returned for survives kill -9; needs spoolDir
    bool gzip = false; ///< bodies over 1 KiB travel compressed
    std::string caFile; ///< PEM certificates to trust instead of the system's; empty = the system's
    std::string proxy; ///< as libcurl takes it; empty = the environment's
    bool endpointStoresEvents = false; ///< the endpoint is this process's own collector: no eventsTaken()
    std::vector<SettingOrigin> origins;

    /// Reads AGENTOPS_API_KEY, AGENTOPS_PARENT_KEY, AGENTOPS_API_ENDPOINT and AGENTOPS_ENV_DATA_OPT_OUT over
    /// the defaults; `origins` says what came from where. Error (Invalid): a key that is not a UUID, an
    /// endpoint that is not an http(s) URL.
    static Result<RecorderConfig> fromEnvironment();

    Result<void> validate() const;
};

/// `url` without trailing slashes (the SDK's "//v2/..." comes from one). Error (Usage): not http or https, no
/// host, or a password in it.
Result<std::string> normalizedEndpoint(const std::string &url);

/// Bodies and bounds that are not settings (contract.md, "The queue and the flush").
inline constexpr std::size_t mostBodyBytes = 1U << 20U;
inline constexpr std::size_t mostEventBytes = 16U << 20U;
inline constexpr std::size_t mostSessions = 256;

} // namespace sluice
