// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/span.h"
#include "core/otlp/span_terms.h"

#include <string>
#include <vector>

namespace sluice {

/// What was said in a span, as the JSON that the chat view reads (core/agentops/chat_messages.h), and where
/// it was taken from: that is in it whole and need not be kept a second time.
struct SpanTalk
{
    std::string prompt; ///< JSON; empty: nothing was told
    std::string completion;
    std::vector<const Attribute *> taken;
    std::vector<AttributeFamily> takenFamilies;
    std::vector<const SpanEvent *> takenEvents; ///< but for their times
};

/// From the attributes, else from the events of GenAI (the conventions from 1.27 to 1.36). The input and
/// output of a call of a model that names no messages are its prompt and completion. thread: any.
SpanTalk talkOf(const Span &span, const SpanTerms &terms, EventType type);

/// The role of what a message event of GenAI says ("gen_ai.user.message": "user"); "" of any other name.
std::string_view roleOfEvent(std::string_view name);

/// A message event as a message: the JSON of its content, or an object of its attributes with its role.
std::string messageOfEvent(std::string_view name, const Attributes &attributes);

} // namespace sluice
