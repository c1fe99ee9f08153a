// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/sluicectl/access_options.h"

#include "app/engine/access_file.h"

namespace sluice {

Result<void> takeAccess(const Arguments &arguments, EngineOptions &options)
{
    if (const auto file = arguments.text("--token-file")) {
        const Result<std::string> token = accessTokenFrom(*file);
        if (!token)
            return token.error();
        options.accessToken = *token;
    }
    if (const auto hosts = arguments.text("--allow-host")) {
        if (Result<void> added = addAllowedHosts(*hosts, options.allowedHosts); !added)
            return added;
    }
    if (const auto origins = arguments.text("--allow-origin"))
        return addAllowedOrigins(*origins, options.allowedOrigins);
    return {};
}

} // namespace sluice
