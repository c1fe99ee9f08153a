// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/collector/boost_version.h"

#include <boost/version.hpp>

namespace sluice {

std::string boostVersion()
{
    // boost/version.hpp: major, minor of three digits, patch of two.
    return std::to_string(BOOST_VERSION / 100'000) + '.' + std::to_string(BOOST_VERSION / 100 % 1'000) + '.'
        + std::to_string(BOOST_VERSION % 100);
}

} // namespace sluice
