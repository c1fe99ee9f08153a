// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/store/data_dir.h"

#include <memory>

namespace sluice {

class Connection;

/// A read-only connection to the store, ready for statements. Errors as StoreReader::open().
Result<std::unique_ptr<Connection>> openStoreForReading(const DataDir &dir);

} // namespace sluice
