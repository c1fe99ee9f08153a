// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_transport.h"

#include "core/transport/curl_post.h"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <new>
#include <utility>

namespace sluice {

namespace {

// libcurl shortens it to its own timers, and wake() and abort() end the poll: nothing hangs on this number.
constexpr Millis longestPoll{60'000};

// Without a pipe for wake-ups (libcurl goes on when the process is out of descriptors) the poll has to end
// by itself.
constexpr Millis longestDeafPoll{10};

constexpr int unsupportedMediaType = 415;

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

HttpAnswer notSent(std::string why)
{
    HttpAnswer answer;
    answer.error = std::move(why);
    return answer;
}

HttpAnswer abortedBefore()
{
    HttpAnswer answer = notSent("Given up before anything was sent.");
    answer.aborted = true;
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

    void begin(Ticket ticket, HttpRequest request);
    std::vector<Finished> wait(std::optional<SteadyTime> until);
    void wake() noexcept;
    void abort() noexcept;

private:
    CurlPost &freePost();
    void look();
    bool pollUntil(std::optional<SteadyTime> until);
    void finish(CurlPost &post, CURLcode code);
    void failAll();
    void abortAll();

    // Constant after construction
    const CurlSettings m_settings;
    const bool m_curlIsReady = curlIsReady();
    const std::unique_ptr<CURLM, CleanMulti> m_multi;
    Millis m_longestPoll = longestPoll;

    // The caller's thread
    bool m_gzip;
    std::vector<std::unique_ptr<CurlPost>> m_posts; // made when first needed; go before m_multi
    std::vector<Finished> m_finished;

    // Any thread
    std::atomic<bool> m_woken{false};
    std::atomic<bool> m_aborted{false};
};

CurlTransport::Impl::Impl(CurlSettings settings)
    : m_settings(std::move(settings))
    , m_multi(curl_multi_init())
    , m_gzip(m_settings.gzip)
{
    if (!m_multi)
        throw std::bad_alloc();
    curl_multi_setopt(m_multi.get(), CURLMOPT_PIPELINING, long{CURLPIPE_NOTHING});
    curl_multi_setopt(m_multi.get(), CURLMOPT_MAXCONNECTS, long{mostInFlight});
    if (curl_multi_wakeup(m_multi.get()) != CURLM_OK)
        m_longestPoll = longestDeafPoll;
}

CurlPost &CurlTransport::Impl::freePost()
{
    const auto found = std::ranges::find_if(m_posts, [](const auto &post) { return !post->isUnderWay(); });
    if (found != m_posts.end())
        return **found;
    assert(m_posts.size() < mostInFlight && "the caller counts what is under way");
    return *m_posts.emplace_back(std::make_unique<CurlPost>(m_multi.get(), m_settings));
}

void CurlTransport::Impl::begin(Ticket ticket, HttpRequest request)
{
    if (m_aborted) {
        m_finished.push_back({ticket, abortedBefore()});
        return;
    }
    if (!m_curlIsReady) {
        m_finished.push_back({ticket, notSent("libcurl cannot be started; nothing was sent.")});
        return;
    }
    const Result<void> begun = freePost().begin(ticket, std::move(request), m_gzip);
    if (begun)
        look(); // on its way now, and not only at the next wait()
    else
        m_finished.push_back({ticket, notSent(begun.error().message)});
}

std::vector<Transport::Finished> CurlTransport::Impl::wait(std::optional<SteadyTime> until)
{
    bool more = true;
    while (more) {
        const bool aborted = m_aborted;
        if (aborted)
            abortAll();
        look();
        more = m_finished.empty() && !m_woken && !aborted && pollUntil(until);
    }
    // Whatever came before a wake() is seen by the caller from here on, also when something else ended the
    // wait.
    m_woken.exchange(false);
    return std::exchange(m_finished, {});
}

/// False when the time has come, or nothing can be waited for.
bool CurlTransport::Impl::pollUntil(std::optional<SteadyTime> until)
{
    Millis left = m_longestPoll;
    if (until) {
        const SteadyTime now = std::chrono::steady_clock::now();
        if (*until <= now)
            return false;
        if (*until - now < left)
            left = std::chrono::ceil<Millis>(*until - now);
    }
    // A wakeup that came since the last poll is kept for this one.
    if (curl_multi_poll(m_multi.get(), nullptr, 0, static_cast<int>(left.count()), nullptr) == CURLM_OK)
        return true;
    failAll();
    return false;
}

void CurlTransport::Impl::look()
{
    int running = 0;
    if (curl_multi_perform(m_multi.get(), &running) != CURLM_OK) {
        failAll();
        return;
    }
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi.get(), &left)) {
        const CURLcode code = message->data.result; // gone with the handle
        const auto post = std::ranges::find_if(
            m_posts, [message](const auto &each) { return each->isOn(message->easy_handle); });
        finish(**post, code);
    }
}

void CurlTransport::Impl::finish(CurlPost &post, CURLcode code)
{
    const bool compressed = post.isCompressed();
    HttpAnswer answer = post.end(code);
    if (compressed && answer.reach == HttpAnswer::Reach::Answered && answer.status == unsupportedMediaType) {
        m_gzip = false;
        answer.reach = HttpAnswer::Reach::NotSent;
        answer.error = "The server takes no compressed bodies (415); they go out as they are from now on.";
    }
    m_finished.push_back({post.ticket(), std::move(answer)});
}

void CurlTransport::Impl::failAll()
{
    for (const auto &post : m_posts) {
        if (post->isUnderWay())
            m_finished.push_back({post->ticket(), post->end(CURLE_FAILED_INIT)});
    }
}

void CurlTransport::Impl::abortAll()
{
    for (const auto &post : m_posts) {
        if (post->isUnderWay())
            m_finished.push_back({post->ticket(), post->endAborted()});
    }
}

void CurlTransport::Impl::wake() noexcept
{
    m_woken = true;
    curl_multi_wakeup(m_multi.get());
}

void CurlTransport::Impl::abort() noexcept
{
    m_aborted = true;
    curl_multi_wakeup(m_multi.get());
}

CurlTransport::CurlTransport(CurlSettings settings)
    : m_impl(std::make_unique<Impl>(std::move(settings)))
{ }

CurlTransport::~CurlTransport() = default;

void CurlTransport::begin(Ticket ticket, HttpRequest request)
{
    m_impl->begin(ticket, std::move(request));
}

std::vector<Transport::Finished> CurlTransport::wait(std::optional<SteadyTime> until)
{
    return m_impl->wait(until);
}

void CurlTransport::wake() noexcept
{
    m_impl->wake();
}

void CurlTransport::abort() noexcept
{
    m_impl->abort();
}

} // namespace sluice
