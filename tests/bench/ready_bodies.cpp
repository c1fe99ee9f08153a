// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/bench/ready_bodies.h"

#include "core/agentops/encode.h"
#include "tests/bench/bench_event.h"
#include "tests/bench/timing.h"

#include <curl/curl.h>

#include <memory>

namespace sluice::bench {

namespace {

std::string bodyOf(std::uint64_t events)
{
    std::string body = "{\"events\":[";
    for (std::uint64_t i = 0; i < events; ++i) {
        body += i > 0 ? "," : "";
        Event event = stampedEvent(textEvent(), i);
        event.agent = {};
        if (!appendEvent(body, event))
            std::abort();
    }
    return body + "]}";
}

std::size_t ignore(char *, std::size_t, std::size_t size, void *)
{
    return size;
}

} // namespace

double readyBodiesPerSecond(const std::string &endpoint, std::uint64_t events, std::uint64_t total)
{
    const std::string body = bodyOf(events);
    const std::unique_ptr<CURL, void (*)(CURL *)> easy(curl_easy_init(), curl_easy_cleanup);
    curl_slist *list = curl_slist_append(nullptr, "Expect:");
    list = curl_slist_append(list, "Content-Type: application/json; charset=UTF-8");
    const std::unique_ptr<curl_slist, void (*)(curl_slist *)> headers(list, curl_slist_free_all);
    curl_easy_setopt(easy.get(), CURLOPT_URL, (endpoint + "/v2/create_events").c_str());
    curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(easy.get(), CURLOPT_UPLOAD_BUFFERSIZE, 2L << 20);
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDS, body.data());
    if (curl_easy_perform(easy.get()) != CURLE_OK) // opens the connection
        return 0;
    const std::uint64_t posts = total / events + 1;
    const auto start = Steady::now();
    for (std::uint64_t i = 0; i < posts; ++i) {
        if (curl_easy_perform(easy.get()) != CURLE_OK)
            return 0;
    }
    return static_cast<double>(posts * events) / secondsSince(start);
}

} // namespace sluice::bench
