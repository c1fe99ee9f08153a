// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <cstddef>
#include <cstdint>

namespace sluice {

/// CRC-32C (Castagnoli, as in RFC 3720): with the processor's instruction where it has one. Continues
/// `before`: crc32c(crc32c(0, a), b) is that of a and b together. thread: any
std::uint32_t crc32c(std::uint32_t before, const void *data, std::size_t size) noexcept;

/// The same from a table, on any processor.
std::uint32_t crc32cByTable(std::uint32_t before, const void *data, std::size_t size) noexcept;

} // namespace sluice
