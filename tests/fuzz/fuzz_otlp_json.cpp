// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/fuzz/otlp_claims.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    sluice::checkOtlp({reinterpret_cast<const char *>(data), size}, sluice::OtlpEncoding::Json);
    return 0;
}
