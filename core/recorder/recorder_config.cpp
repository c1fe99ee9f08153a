// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/recorder/recorder_config.h"

#include <algorithm>
#include <cstdlib>

namespace sluice {

namespace {

constexpr const char *hostedEndpoint = "https://api.agentops.ai";

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::optional<std::string> environment(const char *name)
{
    const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): read once, at the start
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
}

Result<void> readKey(const char *name, ApiKey &key, std::vector<SettingOrigin> &origins)
{
    const std::optional<std::string> text = environment(name);
    origins.push_back({name, text ? "environment" : "not set"});
    if (!text)
        return {};
    Result<ApiKey> parsed = ApiKey::parse(*text, name);
    if (!parsed)
        return parsed.error();
    key = *parsed;
    return {};
}

} // namespace

Result<ApiKey> ApiKey::parse(const std::string &text, const std::string &setting)
{
    if (!Uuid::parse(text))
        return Error{ErrorKind::Invalid,
            setting + " is not a UUID; expected text like 11111111-2222-4333-8444-555555555555"};
    ApiKey key;
    key.m_text = text;
    return key;
}

Result<std::string> normalizedEndpoint(const std::string &url)
{
    std::string cut = url;
    while (cut.ends_with('/'))
        cut.pop_back();
    const std::string scheme = lowered(cut.substr(0, cut.find("://")));
    const std::size_t hostAt = cut.find("://") + 3;
    const bool hasHost = cut.find("://") != std::string::npos && hostAt < cut.size();
    const bool hasSpace = cut.find_first_of(" \t\r\n") != std::string::npos;
    if ((scheme != "http" && scheme != "https") || !hasHost || hasSpace)
        return Error{
            ErrorKind::Usage, "endpoint '" + url + "': expected http://HOST[:PORT] or https://HOST[:PORT]"};
    if (cut.substr(hostAt, cut.find('/', hostAt) - hostAt).find('@') != std::string::npos)
        return Error{ErrorKind::Usage, "endpoint: a user name or password in the URL is not taken"};
    return cut;
}

Result<RecorderConfig> RecorderConfig::fromEnvironment()
{
    RecorderConfig config;
    if (Result<void> read = readKey("AGENTOPS_API_KEY", config.apiKey, config.origins); !read)
        return read.error();
    if (Result<void> read = readKey("AGENTOPS_PARENT_KEY", config.parentKey, config.origins); !read)
        return read.error();

    const std::optional<std::string> endpoint = environment("AGENTOPS_API_ENDPOINT");
    config.origins.push_back({"AGENTOPS_API_ENDPOINT", endpoint ? "environment" : "default"});
    Result<std::string> url = normalizedEndpoint(endpoint.value_or(hostedEndpoint));
    if (!url)
        return Error{ErrorKind::Invalid, "AGENTOPS_API_ENDPOINT: " + url.error().message};
    config.endpoint = *url;

    const std::optional<std::string> optOut = environment("AGENTOPS_ENV_DATA_OPT_OUT");
    config.envDataOptOut = optOut && lowered(*optOut) == "true";
    config.origins.push_back({"AGENTOPS_ENV_DATA_OPT_OUT", optOut ? "environment" : "default"});
    const bool understood = !optOut || config.envDataOptOut || lowered(*optOut) == "false";
    if (!understood)
        return Error{
            ErrorKind::Invalid, "AGENTOPS_ENV_DATA_OPT_OUT is '" + *optOut + "'; expected true or false"};
    return config;
}

Result<void> RecorderConfig::validate() const
{
    if (Result<std::string> url = normalizedEndpoint(endpoint); !url)
        return url.error();
    if (endDeadline < Millis(0))
        return Error{ErrorKind::Usage, "end_deadline is negative; expected 0 ms or more"};
    if (requestTimeout < Millis(1))
        return Error{ErrorKind::Usage, "request_timeout is not positive; expected 1 ms or more"};
    if (spoolDir.empty() && (durable || queue.policy == OverflowPolicy::Spill))
        return Error{ErrorKind::Usage,
            std::string(durable ? "durable is set" : "policy is spill")
                + "; it needs spool_dir, which is not set"};
    if (spoolBytes < 1 || writeAheadBytes < 1)
        return Error{ErrorKind::Usage, "spool_bytes or write_ahead_bytes is 0; expected 1 byte or more"};
    return queue.validate();
}

} // namespace sluice
