// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "app/engine/api_key_file.h"

#include <cstdlib>
#include <fstream>

namespace sluice {

Result<ApiKey> apiKeyFrom(const std::optional<std::string> &file)
{
    std::string text;
    std::string setting = "AGENTOPS_API_KEY";
    if (file) {
        setting = "the key in " + *file;
        std::ifstream stream(*file);
        if (!stream || !std::getline(stream, text))
            return Error{ErrorKind::Io, "the key file " + *file + " cannot be read"};
        while (!text.empty() && (text.back() == '\r' || text.back() == ' '))
            text.pop_back();
    } else if (const char *environment = std::getenv("AGENTOPS_API_KEY")) { // NOLINT(concurrency-mt-unsafe)
        text = environment;
    }
    if (text.empty() && !file)
        return ApiKey();
    Result<ApiKey> key = ApiKey::parse(text, setting);
    if (!key)
        return Error{ErrorKind::Usage, key.error().message};
    return key;
}

} // namespace sluice
