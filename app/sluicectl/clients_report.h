// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/clients_seen.h"

#include <iosfwd>

namespace sluice {

/// For people: who sent what, a line a client, and what was refused, a line a request, the newest last.
void tellClients(std::ostream &out, const ClientsSeen &seen);

} // namespace sluice
