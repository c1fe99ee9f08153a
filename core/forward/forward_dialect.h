// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/forward/forward_notes.h"
#include "core/forward/forward_target.h"
#include "core/forward/session_facts.h"
#include "core/transport/transport.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

/// The requests of the recorder, which speaks AgentOps v2.
enum class RecorderRequest { CreateSession, Reauthorise, CreateAgent, UpdateSession, CreateEvents };

/// By the path that its URL ends in.
RecorderRequest recorderRequestOf(std::string_view url);

/// What is said to another endpoint in place of a request of the recorder, and what the recorder is told in
/// place of the answer: so that its queue, spool, retry and ledger are the same for every wire. thread: one
/// at a time.
class ForwardDialect
{
public:
    /// `notes` must outlive it.
    static std::unique_ptr<ForwardDialect> make(
        const ForwardTarget &target, const DataDir &store, ForwardNotes &notes);
    virtual ~ForwardDialect() = default;

    struct Plan
    {
        std::optional<HttpAnswer> answer{}; ///< there is nothing to send: the recorder is told this
        HttpRequest request{}; ///< without its body
        std::string body{};
    };
    virtual Plan plan(RecorderRequest kind, const HttpRequest &request) = 0;
    virtual HttpAnswer answered(RecorderRequest kind, HttpAnswer answer) = 0;
};

/// Answers that the recorder understands.
HttpAnswer goodAnswer(std::string body);
HttpAnswer refusal(const std::string &words); ///< for good
HttpAnswer notSent(const std::string &words); ///< nothing was taken: it tries again, with growing pauses

} // namespace sluice
