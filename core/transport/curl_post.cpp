// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_post.h"

#include "core/transport/curl_failure.h"
#include "core/transport/gzip.h"
#include "core/transport/retry_after.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace sluice {

namespace {

// reliability.md 2.5, 15: a transfer slower than this for so long is given up, whatever its time-out.
constexpr long lowestSpeed = 100; // bytes a second
constexpr long lowSpeedSeconds = 10;

// The largest usual body in one piece (libcurl: 64 KiB unless told); held only while a request is under way.
constexpr long uploadBuffer = 1L << 20;

// Below it, gzip's own 18 bytes and the server's work outweigh what is saved.
constexpr std::size_t leastCompressed = 1024;

constexpr int proxyAuthenticationRequired = 407;

long timeoutMs(Millis timeout)
{
    return std::clamp<long>(timeout.count(), 1, std::numeric_limits<int>::max()); // libcurl: 0 = for ever
}

/// libcurl's NULL: as if never set.
const char *textOrNull(const std::string &text)
{
    return text.empty() ? nullptr : text.c_str();
}

} // namespace

CurlPost::CurlPost(CURLM *multi, const CurlSettings &settings)
    : m_multi(multi)
    , m_easy(curl_easy_init())
{
    m_exchange.easy = m_easy.get();
    m_exchange.answerLimit = settings.answerLimit;
    m_ready = m_easy && setForAll(settings) && setTrust(settings);
}

CurlPost::~CurlPost()
{
    leaveMulti();
}

bool CurlPost::setForAll(const CurlSettings &settings)
{
    return set(CURLOPT_PROTOCOLS_STR, "http,https")
        && set(CURLOPT_FOLLOWLOCATION, 0L) // a redirect would carry the API key elsewhere
        && set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1}) // a few requests at once need no streams
        && set(CURLOPT_NOSIGNAL, 1L)
        && set(CURLOPT_QUICK_EXIT, 1L) // else abort() waits for a resolver thread (curl issue #8515)
        && set(CURLOPT_CONNECTTIMEOUT_MS, timeoutMs(settings.connectTimeout))
        && set(CURLOPT_LOW_SPEED_LIMIT, lowestSpeed) && set(CURLOPT_LOW_SPEED_TIME, lowSpeedSeconds)
        && set(CURLOPT_USERAGENT, settings.userAgent.c_str()) && set(CURLOPT_ERRORBUFFER, m_words.data())
        && set(CURLOPT_WRITEFUNCTION, &onBody) && set(CURLOPT_WRITEDATA, &m_exchange)
        && set(CURLOPT_HEADERFUNCTION, &onHeader) && set(CURLOPT_HEADERDATA, &m_exchange)
        && set(CURLOPT_PREREQFUNCTION, &onReadyToSend) && set(CURLOPT_PREREQDATA, &m_exchange)
        && set(CURLOPT_UPLOAD_BUFFERSIZE, uploadBuffer) && set(CURLOPT_POST, 1L);
}

bool CurlPost::setTrust(const CurlSettings &settings)
{
    bool good = set(CURLOPT_SSL_VERIFYPEER, 1L) && set(CURLOPT_SSL_VERIFYHOST, 2L)
        && set(CURLOPT_PROXY, textOrNull(settings.proxy));
    if (settings.caFile.empty())
        return good;
    // Instead of the system's: without the second of each pair libcurl would trust those as well.
    good = good && set(CURLOPT_CAINFO, settings.caFile.c_str())
        && set(CURLOPT_CAPATH, static_cast<char *>(nullptr));
    return good && set(CURLOPT_PROXY_CAINFO, settings.caFile.c_str())
        && set(CURLOPT_PROXY_CAPATH, static_cast<char *>(nullptr));
}

bool CurlPost::setForThis()
{
    const std::string_view body = m_compressed ? std::string_view(*m_compressed) : m_request.body;
    return set(CURLOPT_URL, m_request.url.c_str())
        && set(CURLOPT_NOPROXY, m_endpoint.loopback ? "*" : nullptr)
        && set(CURLOPT_HTTPHEADER, m_headers.get())
        && set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()))
        && set(CURLOPT_POSTFIELDS, body.empty() ? "" : body.data())
        && set(CURLOPT_TIMEOUT_MS, timeoutMs(m_request.timeout));
}

void CurlPost::compress()
{
    if (m_request.body.size() <= leastCompressed)
        return;
    m_compressed = gzipped(m_request.body);
    if (m_compressed)
        m_request.headers.emplace_back("Content-Encoding", "gzip");
}

Result<void> CurlPost::begin(Transport::Ticket ticket, HttpRequest request, bool gzip)
{
    assert(!m_underWay && "a handle carries one POST at a time");
    m_ticket = ticket;
    m_request = std::move(request);
    m_compressed.reset();
    if (gzip)
        compress();
    Result<HeaderList> headers = headerListOf(m_request);
    if (!headers)
        return headers.error();

    m_headers = std::move(headers).value();
    m_endpoint = endpointOf(m_request.url);
    m_words[0] = '\0';
    m_exchange.restart();
    if (!m_ready || !setForThis() || curl_multi_add_handle(m_multi, m_easy.get()) != CURLM_OK)
        return Error{ErrorKind::Limit, "libcurl cannot be set up as it has to be; nothing was sent."};
    m_underWay = true;
    return {};
}

void CurlPost::leaveMulti()
{
    if (std::exchange(m_underWay, false))
        curl_multi_remove_handle(m_multi, m_easy.get());
}

HttpAnswer CurlPost::end(CURLcode code)
{
    leaveMulti();
    if (code == CURLE_OK && !m_exchange.headersWhole)
        code = CURLE_PARTIAL_FILE;
    HttpAnswer answer = code == CURLE_OK ? answered() : failed(code);
    if (m_exchange.begun) {
        long status = 0;
        curl_easy_getinfo(m_easy.get(), CURLINFO_RESPONSE_CODE, &status);
        answer.status = static_cast<int>(status);
    }
    if (answer.status == proxyAuthenticationRequired && !m_endpoint.loopback) {
        answer.reach = HttpAnswer::Reach::NotSent;
        answer.error = proxyWantsLogin(m_endpoint.origin);
    }
    m_headers.reset();
    m_compressed.reset();
    return answer;
}

HttpAnswer CurlPost::endAborted()
{
    m_exchange.stop = CurlFailure::Stop::Aborted;
    return end(CURLE_ABORTED_BY_CALLBACK);
}

HttpAnswer CurlPost::failed(CURLcode code) const
{
    const bool sent = m_exchange.sent();
    long proxyStatus = 0;
    curl_easy_getinfo(m_easy.get(), CURLINFO_HTTP_CONNECTCODE, &proxyStatus);
    HttpAnswer answer;
    answer.reach = sent ? HttpAnswer::Reach::Unknown : HttpAnswer::Reach::NotSent;
    answer.aborted = m_exchange.stop == CurlFailure::Stop::Aborted;
    answer.error = sentenceOf({code, m_exchange.stop, sent, m_words.data()}, m_endpoint.origin);
    if (!sent && !answer.aborted)
        answer.status = static_cast<int>(proxyStatus == proxyAuthenticationRequired ? proxyStatus : 0);
    return answer;
}

HttpAnswer CurlPost::answered()
{
    HttpAnswer answer;
    answer.reach = HttpAnswer::Reach::Answered;
    answer.body = std::move(m_exchange.body);
    answer.retryAfter = parseRetryAfter(header("Retry-After"), m_clock.wallNow());
    answer.idempotentEvents = header("Sluice-Idempotent") == "events";
    return answer;
}

std::string CurlPost::header(const char *name) const
{
    constexpr int lastRequest = -1;
    curl_header *found = nullptr;
    if (curl_easy_header(m_easy.get(), name, 0, CURLH_HEADER, lastRequest, &found) != CURLHE_OK)
        return {};
    return found->value;
}

} // namespace sluice
