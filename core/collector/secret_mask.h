// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/stored.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice {

/// Takes out of JSON text what is certainly a secret: "Bearer ..." and "Basic ..." of a header, keys that
/// begin with sk-, JWTs, the password of a URL, and the value of a member called password, api_key,
/// authorization, client_secret, access_token and their like, also in JSON within a string and in
/// "name=value". What merely looks random stays: it may be an id. What was JSON stays JSON. thread: any.
inline constexpr std::string_view maskedText = "[masked]";

/// Masks `text` in place; returns how many secrets were in it.
std::uint64_t maskSecrets(std::string &text);

/// In all that people wrote in a batch: bodies and names of events, names of agents, tags, reasons and
/// environments of sessions.
std::uint64_t maskSecrets(StoreBatch &batch);

} // namespace sluice
