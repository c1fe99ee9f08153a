// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/collector/served_answer.h"
#include "core/model/stored.h"
#include "core/otlp/export_request.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// The session that takes events whose token or session is not known here: nothing sent to us is lost, and
/// nothing is put into a session that the sender has no token for.
const SessionId &quarantineSession();

/// What a request says of the program that sent it; empty: it does not say.
struct ClientTold
{
    std::string sdk;
    std::string version;
    std::string service;
};

/// What one request comes to: what the store is to commit, and what is answered after that.
struct Exchange
{
    ServedAnswer answer; ///< good only once the batch is committed
    StoreBatch batch; ///< empty: nothing to wait for
    std::optional<TokenGrant> granted; ///< good once the batch is committed
    std::uint64_t events = 0; ///< in the batch, as their sender counts them: a span with its errors is one
    std::uint64_t spans = 0; ///< of them
    std::uint64_t refused = 0; ///< spans, log records and data points that are not kept; `refusal` says why
    std::string refusal{};
    std::uint64_t misrouted = 0;
    std::uint64_t mended = 0;
    std::uint64_t masked = 0;
    bool unknownToken = false;
    ClientTold client{};
    std::optional<OtlpEncoding> otlp{}; ///< the request was one of OTLP
    std::vector<std::string> traces{}; ///< whose news are in the batch
};

/// The answer alone.
Exchange answered(ServedAnswer answer);
Exchange answered(std::string body); ///< with 200

/// 400 with `prefix` and the error's words; 413 when a limit was reached.
Exchange badBody(const std::string &path, std::string_view prefix, const Error &error);
Exchange badRequest(const std::string &path, std::string_view message);
Exchange tokenMissing(const std::string &path);

/// The quarantine session as it has to be in the store before anything is put into it.
SessionChange quarantineChange(Timestamp now);

/// A session of which no more is known than that it is one: the store knows it, or guesses its start.
SessionChange sessionNamed(const SessionId &id);

/// Text that came beside the events and is kept as one: an action with that name, now. `body` is a JSON
/// object.
StoredEvent keptEvent(
    const SessionId &session, std::string id, std::string name, std::string body, Timestamp now);
void addKept(Exchange &exchange, StoredEvent event);

/// {"field":"value"} with `value` as a JSON string.
std::string jsonMember(std::string_view field, std::string_view value);

} // namespace sluice
