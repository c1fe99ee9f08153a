// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/request_head.h"
#include "core/collector/served_answer.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sluice {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// The head's parts; views into `request`.
RequestHead headOf(const HttpRequest &request);

/// What was received and not read yet.
std::string_view textOf(const boost::beast::flat_buffer &buffer);

/// All fields of the head in their order, "Name: value" and a newline each.
std::string fieldsOf(const HttpRequest &request);

/// What two readers of one connection could understand differently, and so pass a request off as another
/// (RFC 9112, 11.2), as far as Beast lets it through: a Transfer-Encoding that is not exactly chunked, or
/// within HTTP/1.0; a Content-Length that is no number; a field twice that decides; a target that is no path,
/// or longer than 8 KiB. The connection is to be closed after the answer.
std::optional<ServedAnswer> framingRefusal(const HttpRequest &request);

} // namespace sluice
