// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <string>
#include <string_view>

namespace sluice {

/// A request in OTLP/JSON as the same in protobuf, so that one text tests both decoders. Knows the messages
/// of the specification by the names of their members; written for tests from the .proto files, apart from
/// the decoder. Takes well-formed requests only. `root` is "traces", "logs" or "metrics".
std::string asProto(std::string_view json, std::string_view root);

/// A request of one resource and one scope around `spans` (OTLP/JSON, with commas between).
std::string traceRequest(const std::string &spans);

/// A span of OTLP/JSON with ids, a name, times, and `more` members (each with a comma before it); their end
/// counts when there is one.
std::string spanJson(const std::string &more, const std::string &id = "b7ad6b7169203331");

/// A field of protobuf that holds a message: its tag, the length, the bytes.
std::string delimited(char tag, std::string_view message);

} // namespace sluice
