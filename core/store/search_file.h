// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace sluice {

class Connection;

/// "Slus": says that a file is a search index of Sluice (PRAGMA application_id).
inline constexpr std::int64_t searchApplicationId = 0x536c7573;

/// From here on docids are those of events that were replaced: below it, an event's row is its docid.
inline constexpr std::int64_t firstRenewedDocid = std::int64_t{1} << 62U;

/// An index ready for its one writer. What is no index of this version is put aside or made anew: it holds
/// nothing that the store does not have.
struct SearchFile
{
    std::unique_ptr<Connection> connection;
    bool wasMadeAnew = false; ///< there was another file, which could not be used
};

/// Error (Io): the file can neither be used nor made.
Result<SearchFile> openSearchFile(const std::filesystem::path &file);

/// Puts a damaged file aside, as FILE.damaged, in place of an earlier one. No connection may be open.
Result<void> quarantineSearchFile(const std::filesystem::path &file);

/// Takes the file and its log away. No connection may be open.
Result<void> removeSearchFile(const std::filesystem::path &file);

/// For searching. Error (NotFound): there is no index yet; (Invalid): it is of another version or no index,
/// the Sluice that holds the store makes it anew.
Result<std::unique_ptr<Connection>> openSearchFileForReading(const std::filesystem::path &file);

} // namespace sluice
