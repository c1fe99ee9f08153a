// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/ids.h"

#include <string>

// Pieces of files. Apart from the tests: moc stumbles over these raw strings.

namespace sluice {

inline const std::string trace = "0af7651916cd43dd8448eb211c80319c";
inline const SessionId traceSession("0af76519-16cd-43dd-8448-eb211c80319c");

inline std::string span(const std::string &id, const std::string &parent, const std::string &name,
    const std::string &attributes = "", const std::string &more = "")
{
    return R"({"traceId":")" + trace + R"(","spanId":")" + id + R"(","parentSpanId":")" + parent
        + R"(","name":")" + name
        + R"(","kind":1,"startTimeUnixNano":"1790000000000001999","endTimeUnixNano":1790000000500000000)"
        + R"(,"attributes":[)" + attributes + "]" + more + '}';
}

inline std::string request(const std::string &spans)
{
    return R"({"resourceSpans":[{"scopeSpans":[{"spans":[)" + spans
        + R"(]}],"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"agentops"}}]}}]})";
}

inline std::string text(const char *key, const char *value)
{
    return std::string(R"({"key":")") + key + R"(","value":{"stringValue":")" + value + R"("}})";
}

/// The members of a session object of AgentOps.
inline std::string agentOpsSession(const SessionId &id)
{
    return R"("session_id":")" + id.text()
        + R"(","init_timestamp":"2026-11-23T02:45:07Z","end_timestamp":"2026-11-23T02:45:09Z",)"
          R"("end_state":"Fail","tags":["x"])";
}

} // namespace sluice
