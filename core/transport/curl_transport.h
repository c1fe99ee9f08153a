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
    std::string caFile{}; ///< PEM certificates to trust instead of the system's; empty = the system's
    std::string proxy{}; ///< as libcurl takes it; empty = the environment's
    bool gzip = false; ///< bodies over 1 KiB travel with Content-Encoding: gzip
};

/// Transport over libcurl: kept easy handles, one for each POST at once, on one multi handle, so that the
/// POSTs go out side by side, each on a connection of its own that is kept alive, and so that abort() and
/// wake() work within a millisecond (curl_multi_wakeup), also while a name is looked up. Redirects are never
/// followed, "Expect:" is off, only http and https, certificates are checked, loopback is never reached
/// through a proxy. The size of the answer is counted in the write callback (CURLOPT_MAXFILESIZE does not
/// stop chunked answers: reliability.md 2.5, 15).
///
/// Sends each request at most once: where libcurl would send it again by itself, because a kept-alive
/// connection died after the request and before an answer, the answer is Reach::Unknown. A connection that
/// died while it was idle is replaced, as nothing was sent on it. A transfer that moves less than 100 bytes/s
/// for 10 s is given up even before the request's time-out.
///
/// A proxy's 407 is Reach::NotSent with status 407: the server saw nothing. So is a 415 to a compressed body,
/// and from then on bodies go out as they are.
///
/// Owns its connections; one for each session. The constructor throws std::bad_alloc when libcurl has no
/// memory for a multi handle.
class CurlTransport final : public Transport
{
public:
    explicit CurlTransport(CurlSettings settings = {});
    ~CurlTransport() override;

    void begin(Ticket ticket, HttpRequest request) override;
    std::vector<Finished> wait(std::optional<SteadyTime> until) override;
    void wake() noexcept override;
    void abort() noexcept override;

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice
