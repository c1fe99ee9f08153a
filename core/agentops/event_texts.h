// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/search.h"
#include "core/model/stored.h"

#include <memory>

namespace sluice {

/// The texts of an event that can be searched (agentops-contract.md 2.5): its name; prompt and completion
/// with what was said, without the names of JSON's members; params (input), returns (output) and logs with
/// them; an error's code and details. Left out: data: URLs, and what looks like Base64 (mostly pictures), for
/// nobody types it.
/// thread: any; each object on one at a time.
class EventTextReader
{
public:
    /// Grows when the same event would give another text: an index made by another version is made anew.
    static constexpr std::int64_t version = 1;

    EventTextReader();
    ~EventTextReader();

    /// A body that is no JSON object has no text but the event's name.
    EventTexts of(const StoredEvent &event);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice
