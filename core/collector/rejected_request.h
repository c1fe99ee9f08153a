// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/request_head.h"
#include "core/collector/served_answer.h"
#include "core/model/clients_seen.h"

#include <string>
#include <string_view>

namespace sluice {

/// A request as it was read; views into what its connection holds.
struct RawRequest
{
    RequestHead head; ///< its parts are empty when it could not be read
    std::string fields; ///< "Name: value" and a newline each
    std::string_view body; ///< as far as it was read and inflated; of what is not HTTP: what came instead
};

/// What may be kept and shown of it: the values of fields that look like keys, and all that maskSecrets()
/// knows, are masked; what stands in Protobuf as it does in text is masked too. thread: any.
RejectedRequest rejectedRequest(
    const RawRequest &request, unsigned status, std::string reason, Timestamp now);

} // namespace sluice
