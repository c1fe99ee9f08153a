// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_headers.h"

#include <algorithm>

namespace sluice {

namespace {

bool append(HeaderList &list, const std::string &line)
{
    curl_slist *longer = curl_slist_append(list.get(), line.c_str());
    if (!longer)
        return false;
    static_cast<void>(list.release());
    list.reset(longer);
    return true;
}

/// A line break in a header would be a second header.
bool isClean(const std::string &text)
{
    return std::ranges::none_of(text, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

} // namespace

Result<HeaderList> headerListOf(const HttpRequest &request)
{
    HeaderList list;
    // Without it libcurl waits up to 1 s for a "100 Continue" before a large body.
    bool good = append(list, "Expect:");
    for (const auto &[name, value] : request.headers) {
        if (!isClean(name) || !isClean(value))
            return Error{ErrorKind::Usage,
                "The header " + name.substr(0, name.find_first_of("\r\n"))
                    + " has a line break or a NUL in it; nothing was sent."};
        good = good && append(list, value.empty() ? name + ';' : name + ": " + value);
    }
    if (!good)
        return Error{ErrorKind::Limit, "No memory for the headers; nothing was sent."};
    return list;
}

} // namespace sluice
