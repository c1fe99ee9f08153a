// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

// What comes in at a socket, as the collector takes it apart: by Beast, and then by what is asked of the
// head.

#include "core/collector/door.h"
#include "core/collector/request_framing.h"
#include "core/collector/routes.h"

#include <boost/beast/http/parser.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace sluice;
namespace http = boost::beast::http;

constexpr Timestamp now{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

void require(bool claim)
{
    if (!claim)
        std::abort();
}

/// One answer and no more: nothing that was sent can end its head.
void checkAnswer(const ServedAnswer &answer)
{
    const std::string text = wireText(answer, KeepAlive::Yes);
    const std::size_t end = text.find("\r\n\r\n");
    require(end != std::string::npos && text.substr(end + 4) == answer.body);
    require(answer.status == 204 ? answer.body.empty() : nlohmann::json::accept(answer.body));
    const std::string head = text.substr(0, end);
    require(std::ranges::count(head, '\n') == std::ranges::count(head, '\r'));
}

/// Two readers could not have seen another body, and the head asked for us.
void checkLetIn(const HttpRequest &request, const RequestHead &head)
{
    require(request.count(http::field::transfer_encoding) + request.count(http::field::content_length) <= 1);
    require(request.count(http::field::authorization) <= 1 && request.count(http::field::content_type) <= 1);
    require(head.hosts == 1 && head.target.starts_with('/') && head.method != "OPTIONS");
    require(head.host.find("127.0.0.1:4318") == 0 || head.host.find("[::1]:4318") == 0
        || std::ranges::equal(head.host, std::string_view("localhost:4318"), {}, ::tolower));
}

void checkRequest(const HttpRequest &request)
{
    static const Door door{ListenAddress{}};
    if (const auto refusal = framingRefusal(request)) {
        checkAnswer(*refusal);
        return;
    }
    const RequestHead head = headOf(request);
    auto refusal = door.refusal(head);
    if (!refusal)
        refusal = Routes::refusal(head);
    if (refusal) {
        checkAnswer(*refusal);
        return;
    }
    checkLetIn(request, head);
    Routes routes({});
    const Exchange exchange = routes.serve(head, request.body(), now);
    require(exchange.answer.status < 400 || exchange.batch.isEmpty());
    checkAnswer(exchange.answer);
    checkAnswer(routes.settle(exchange, {}));
    checkAnswer(routes.settle(exchange, Error{ErrorKind::Io, "disk full"}));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    http::request_parser<http::string_body> parser;
    parser.eager(true);
    parser.header_limit(16U << 10U);
    parser.body_limit(64U << 10U);
    boost::system::error_code error;
    for (std::size_t at = 0; at < size && !error && !parser.is_done();) {
        const std::size_t used = parser.put(boost::asio::buffer(data + at, size - at), error);
        at += used;
        if (used == 0)
            break;
    }
    if (parser.is_done())
        checkRequest(parser.get());
    return 0;
}
