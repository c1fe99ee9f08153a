// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/transport/curl_failure.h"

namespace sluice {

namespace {

std::string stoppedSentence(const CurlFailure &failure, const std::string &origin)
{
    switch (failure.stop) {
    case CurlFailure::Stop::Aborted:
        return failure.sent ? "Given up before " + origin + " answered"
                            : "Given up before anything was sent to " + origin;
    case CurlFailure::Stop::AnswerTooLarge:
        return origin + " sent a larger answer than is read";
    case CurlFailure::Stop::HeadersTooLarge:
        return origin + " sent larger headers than are read";
    case CurlFailure::Stop::DiedAfterSending:
        return origin + " closed the connection after the request, without an answer";
    case CurlFailure::Stop::None:
        break;
    }
    return {};
}

std::string cause(const CurlFailure &failure, const std::string &origin)
{
    switch (failure.code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "The host of " + origin + " is not known";
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "The host of the proxy is not known";
    case CURLE_COULDNT_CONNECT:
        return "Cannot connect to " + origin;
    case CURLE_OPERATION_TIMEDOUT:
        return failure.sent ? origin + " did not answer in time" : "Cannot connect to " + origin + " in time";
    case CURLE_GOT_NOTHING:
        return origin + " closed the connection without an answer";
    case CURLE_PARTIAL_FILE:
        return origin + " closed the connection in the middle of its answer";
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
        return "The connection to " + origin + " broke";
    case CURLE_PEER_FAILED_VERIFICATION:
        return "The certificate of " + origin + " is not to be trusted";
    case CURLE_SSL_CACERT_BADFILE:
        return "The file of certificates to trust cannot be read";
    case CURLE_SSL_CONNECT_ERROR:
        return "No secure connection to " + origin;
    case CURLE_OUT_OF_MEMORY:
        // libcurl 7.88 reports one header line over 100 KB so.
        return origin + " sent more than can be read";
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
        return failure.sent ? origin + " does not answer in HTTP" : origin + " is neither http nor https";
    default:
        return "Sending to " + origin + " failed";
    }
}

} // namespace

std::string sentenceOf(const CurlFailure &failure, const std::string &origin)
{
    if (failure.stop != CurlFailure::Stop::None)
        return stoppedSentence(failure, origin) + ".";
    std::string detail(failure.words);
    if (detail.empty())
        detail = curl_easy_strerror(failure.code);
    return cause(failure, origin) + " (" + detail + ").";
}

std::string proxyWantsLogin(const std::string &origin)
{
    return "The proxy on the way to " + origin
        + " asks for a name and a password (407); nothing was passed on.";
}

} // namespace sluice
