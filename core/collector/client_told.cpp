// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/client_told.h"

#include <algorithm>
#include <string>

namespace sluice {

namespace {

constexpr std::string_view agentops = "agentops";

bool isVersionChar(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-'
        || c == '+';
}

/// A version at the begin of `text`; empty: none, for it begins with a digit.
std::string versionAt(std::string_view text)
{
    const auto end = std::ranges::find_if_not(text, isVersionChar);
    const std::string version(text.begin(), end);
    return !version.empty() && version.front() >= '0' && version.front() <= '9' ? version : std::string();
}

/// The version that stands behind a name in JSON, or in Python's own notation within a string of it.
std::string versionBehind(std::string_view text, std::string_view name)
{
    constexpr std::string_view between = "\"'\\: ";
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        const std::size_t value = text.find_first_not_of(between, at + name.size());
        if (value == std::string_view::npos)
            return {};
        const bool isQuoted = at > 0 && (text[at - 1] == '"' || text[at - 1] == '\'');
        if (std::string version = versionAt(text.substr(value)); isQuoted && !version.empty())
            return version;
    }
    return {};
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

std::string sdkOf(std::string_view name, std::string_view language)
{
    return language.empty() || name.empty() ? std::string(name)
                                            : std::string(name) + " (" + std::string(language) + ')';
}

} // namespace

ClientTold toldByUserAgent(std::string_view userAgent)
{
    const std::string_view product = userAgent.substr(0, userAgent.find_first_of("/("));
    const std::string version
        = product.size() < userAgent.size() ? versionAt(userAgent.substr(product.size() + 1)) : std::string();
    if (product == "agentops-python" || product == "agentops-ts-sdk")
        return {std::string(agentops), version, {}};
    // "OTel-OTLP-Exporter-Python/1.29.0"; some languages write blanks.
    for (const std::string_view prefix : {"OTel-OTLP-Exporter-", "OTel OTLP Exporter "}) {
        if (product.starts_with(prefix))
            return {sdkOf("opentelemetry", lower(product.substr(prefix.size()))), version, {}};
    }
    return {};
}

ClientTold toldByEnvironment(std::string_view hostEnv)
{
    std::string version = versionBehind(hostEnv, "AgentOps SDK Version");
    if (version.empty())
        version = versionBehind(hostEnv, agentops);
    return version.empty() ? ClientTold() : ClientTold{std::string(agentops), std::move(version), {}};
}

ClientTold toldBySource(const SpanSource &source)
{
    const Attributes &resource = source.resource;
    ClientTold told;
    told.service = resource.firstText({"service.name"});
    if (told.service == agentops || resource.find("agentops.project.id") != nullptr) {
        told.sdk = agentops;
        told.version = resource.firstText({"service.version"});
        return told;
    }
    told.sdk
        = sdkOf(resource.firstText({"telemetry.sdk.name"}), resource.firstText({"telemetry.sdk.language"}));
    told.version = resource.firstText({"telemetry.sdk.version"});
    if (told.sdk.empty()) {
        told.sdk = source.scope;
        told.version = source.scopeVersion;
    }
    return told;
}

} // namespace sluice
