// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"

#include "core/base/clock.h"
#include "core/transport/curl_exchange.h"
#include "core/transport/curl_headers.h"
#include "core/transport/endpoint.h"
#include "core/transport/retry_after.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>

namespace sluice {

namespace {

// reliability.md 2.5, 15: a transfer slower than this for so long is given up, whatever its time-out.
constexpr long lowestSpeed = 100; // bytes a second
constexpr long lowSpeedSeconds = 10;

// The largest usual body in one piece (libcurl: 64 KiB unless told); held only while a request is under way.
constexpr long uploadBuffer = 1L << 20;

// libcurl shortens it to its own timers, and abort() wakes the poll: nothing hangs on this number.
constexpr int longestPollMs = 60'000;

struct CleanEasy
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};

struct CleanMulti
{
    void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
};

/// Once for the process, by whichever thread comes first; never undone, as libcurl may be used elsewhere.
bool curlIsReady()
{
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return ready;
}

long timeoutMs(Millis timeout)
{
    return std::clamp<long>(timeout.count(), 1, std::numeric_limits<int>::max()); // libcurl: 0 = for ever
}

HttpAnswer notSent(std::string why)
{
    HttpAnswer answer;
    answer.error = std::move(why);
    return answer;
}

} // namespace

class CurlTransport::Impl
{
public:
    explicit Impl(CurlSettings settings);
    ~Impl() = default;
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;

    HttpAnswer post(const HttpRequest &request);
    void abort() noexcept;

private:
    template <typename Value>
    bool set(CURLoption option, Value value)
    {
        return curl_easy_setopt(m_easy.get(), option, value) == CURLE_OK;
    }
    bool setForAll();
    bool setFor(const HttpRequest &request, curl_slist *headers, CurlExchange &exchange);
    CURLcode perform(CurlExchange &exchange);
    CURLcode drive(CurlExchange &exchange);
    HttpAnswer answerOf(CURLcode code, CurlExchange &exchange, const std::string &origin) const;
    std::string header(const char *name) const;

    const CurlSettings m_settings;
    const SystemClock m_clock;
    std::array<char, CURL_ERROR_SIZE> m_words{};
    std::unique_ptr<CURLM, CleanMulti> m_multi;
    std::unique_ptr<CURL, CleanEasy> m_easy; // goes before m_multi, which holds its connection
    bool m_ready = false;
    std::atomic<bool> m_aborted{false};
};

CurlTransport::Impl::Impl(CurlSettings settings)
    : m_settings(std::move(settings))
{
    if (!curlIsReady())
        return;
    m_multi.reset(curl_multi_init());
    m_easy.reset(curl_easy_init());
    m_ready = m_multi && m_easy && setForAll();
}

bool CurlTransport::Impl::setForAll()
{
    return set(CURLOPT_PROTOCOLS_STR, "http,https")
        && set(CURLOPT_FOLLOWLOCATION, 0L) // a redirect would carry the API key elsewhere
        && set(CURLOPT_SSL_VERIFYPEER, 1L) && set(CURLOPT_SSL_VERIFYHOST, 2L)
        && set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1}) // one request at a time needs no streams
        && set(CURLOPT_NOSIGNAL, 1L)
        && set(CURLOPT_QUICK_EXIT, 1L) // else abort() waits for a resolver thread (curl issue #8515)
        && set(CURLOPT_CONNECTTIMEOUT_MS, timeoutMs(m_settings.connectTimeout))
        && set(CURLOPT_LOW_SPEED_LIMIT, lowestSpeed) && set(CURLOPT_LOW_SPEED_TIME, lowSpeedSeconds)
        && set(CURLOPT_USERAGENT, m_settings.userAgent.c_str()) && set(CURLOPT_ERRORBUFFER, m_words.data())
        && set(CURLOPT_WRITEFUNCTION, &onBody) && set(CURLOPT_HEADERFUNCTION, &onHeader)
        && set(CURLOPT_PREREQFUNCTION, &onReadyToSend) && set(CURLOPT_UPLOAD_BUFFERSIZE, uploadBuffer)
        && set(CURLOPT_POST, 1L);
}

bool CurlTransport::Impl::setFor(const HttpRequest &request, curl_slist *headers, CurlExchange &exchange)
{
    m_words[0] = '\0';
    return set(CURLOPT_URL, request.url.c_str())
        && set(CURLOPT_NOPROXY, endpointOf(request.url).loopback ? "*" : nullptr)
        && set(CURLOPT_HTTPHEADER, headers)
        && set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()))
        && set(CURLOPT_POSTFIELDS, request.body.empty() ? "" : request.body.data())
        && set(CURLOPT_TIMEOUT_MS, timeoutMs(request.timeout)) && set(CURLOPT_WRITEDATA, &exchange)
        && set(CURLOPT_HEADERDATA, &exchange) && set(CURLOPT_PREREQDATA, &exchange);
}

HttpAnswer CurlTransport::Impl::post(const HttpRequest &request)
{
    const std::string origin = endpointOf(request.url).origin;
    const Result<HeaderList> headers = headerListOf(request);
    if (!headers)
        return notSent(headers.error().message);

    CurlExchange exchange;
    exchange.easy = m_easy.get();
    exchange.answerLimit = m_settings.answerLimit;
    if (!m_ready || !setFor(request, headers.value().get(), exchange))
        return notSent("libcurl cannot be set up as it has to be; nothing was sent.");
    return answerOf(perform(exchange), exchange, origin);
}

CURLcode CurlTransport::Impl::perform(CurlExchange &exchange)
{
    if (curl_multi_add_handle(m_multi.get(), m_easy.get()) != CURLM_OK)
        return CURLE_FAILED_INIT;
    const CURLcode code = drive(exchange);
    curl_multi_remove_handle(m_multi.get(), m_easy.get());
    return code;
}

CURLcode CurlTransport::Impl::drive(CurlExchange &exchange)
{
    while (!m_aborted) {
        int running = 0;
        if (curl_multi_perform(m_multi.get(), &running) != CURLM_OK)
            return CURLE_FAILED_INIT;
        if (running == 0) {
            int left = 0;
            const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left);
            return message ? message->data.result : CURLE_FAILED_INIT;
        }
        // A wakeup that came since the test of m_aborted is kept for this poll.
        if (curl_multi_poll(m_multi.get(), nullptr, 0, longestPollMs, nullptr) != CURLM_OK)
            return CURLE_FAILED_INIT;
    }
    exchange.stop = CurlFailure::Stop::Aborted;
    return CURLE_ABORTED_BY_CALLBACK;
}

HttpAnswer CurlTransport::Impl::answerOf(
    CURLcode code, CurlExchange &exchange, const std::string &origin) const
{
    HttpAnswer answer;
    if (exchange.begun) {
        long status = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
    }
    if (code != CURLE_OK) {
        const bool sent = exchange.sent();
        answer.reach = sent ? HttpAnswer::Reach::Unknown : HttpAnswer::Reach::NotSent;
        answer.aborted = exchange.stop == CurlFailure::Stop::Aborted;
        answer.error = sentenceOf({code, exchange.stop, sent, m_words.data()}, origin);
        return answer;
    }
    answer.reach = HttpAnswer::Reach::Answered;
    answer.body = std::move(exchange.body);
    answer.retryAfter = parseRetryAfter(header("Retry-After"), m_clock.wallNow());
    answer.idempotentEvents = header("Sluice-Idempotent") == "events";
    return answer;
}

std::string CurlTransport::Impl::header(const char *name) const
{
    constexpr int lastRequest = -1;
    curl_header *found = nullptr;
    if (curl_easy_header(m_easy.get(), name, 0, CURLH_HEADER, lastRequest, &found) != CURLHE_OK)
        return {};
    return found->value;
}

void CurlTransport::Impl::abort() noexcept
{
    m_aborted = true;
    if (m_multi)
        curl_multi_wakeup(m_multi.get());
}

CurlTransport::CurlTransport(CurlSettings settings)
    : m_impl(std::make_unique<Impl>(std::move(settings)))
{ }

CurlTransport::~CurlTransport() = default;

HttpAnswer CurlTransport::exchange(const HttpRequest &request)
{
    return m_impl->post(request);
}

void CurlTransport::abort() noexcept
{
    m_impl->abort();
}

} // namespace sluice
