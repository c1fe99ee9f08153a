// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/transport/transport.h"

#include <memory>

namespace sluice {

struct CurlSettings
{
    Millis connectTimeout{10'000};
    std::size_t answerLimit = 4U << 20U; ///< bytes of an answer's body; more is Reach::Unknown
    std::string userAgent = "sluice";
};

/// Transport over libcurl: one easy handle kept alive, driven through the multi interface so that abort()
/// works within a millisecond (curl_multi_wakeup), also while a name is looked up. Redirects are never
/// followed, "Expect:" is off, only http and https, certificates are checked, loopback is never reached
/// through a proxy. The size of the answer is counted in the write callback (CURLOPT_MAXFILESIZE does not
/// stop chunked answers: reliability.md 2.5, 15).
///
/// Sends each request at most once: where libcurl would send it again by itself, because a kept-alive
/// connection died after the request and before an answer, post() returns Reach::Unknown. A connection that
/// died while it was idle is replaced, as nothing was sent on it. A transfer that moves less than 100 bytes/s
/// for 10 s is given up even before the request's time-out.
///
/// Owns its connection; one for each session.
class CurlTransport final : public BlockingTransport
{
public:
    explicit CurlTransport(CurlSettings settings = {});
    ~CurlTransport() override;

    void abort() noexcept override;

private:
    HttpAnswer exchange(const HttpRequest &request) override;

    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice
