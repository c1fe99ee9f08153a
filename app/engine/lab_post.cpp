// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/lab_post.h"

#include "core/agentops/encode.h"
#include "core/agentops/json_writer.h"
#include "core/collector/collector.h"
#include "core/transport/curl_transport.h"

namespace sluice {

namespace {

constexpr Millis patience{5'000};

std::string bodyOf(const SessionId &session, const std::string &json)
{
    std::string body = R"({"session_id":)";
    appendJsonString(body, session.text());
    return body + R"(,"lab":)" + json + '}';
}

} // namespace

Result<void> postLab(
    const std::string &collector, const ApiKey &key, const SessionId &session, const std::string &json)
{
    const std::string body = bodyOf(session, json);
    HttpRequest request;
    request.url = collector + std::string(sessionLabPath);
    request.headers = {{"Content-Type", "application/json"}, {"X-Agentops-Api-Key", key.secret()}};
    request.body = body;
    request.timeout = patience;
    const HttpAnswer answer = CurlTransport().post(request);
    if (answer.reach != HttpAnswer::Reach::Answered)
        return Error{ErrorKind::Network, collector + ": " + answer.error};
    if (answer.status != 200)
        return Error{ErrorKind::Network,
            collector + ": HTTP " + std::to_string(answer.status) + ' ' + serverWords(answer.body)};
    return {};
}

} // namespace sluice
