// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/mutex.h"
#include "core/transport/transport.h"

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sluice {

/// What a ScriptedTransport was sent, and what it answers. Shared by the test and the transport, which the
/// session owns. thread: any.
class TransportScript
{
public:
    struct Request
    {
        std::string path;
        std::string body;
        std::vector<std::pair<std::string, std::string>> headers;

        std::string header(const std::string &name) const
        {
            for (const auto &[key, value] : headers) {
                if (key == name)
                    return value;
            }
            return {};
        }
    };

    static HttpAnswer answered(int status, std::string body)
    {
        HttpAnswer answer;
        answer.reach = HttpAnswer::Reach::Answered;
        answer.status = status;
        answer.body = std::move(body);
        return answer;
    }
    static HttpAnswer notSent() { return failed(HttpAnswer::Reach::NotSent, "connection refused"); }
    static HttpAnswer unknown() { return failed(HttpAnswer::Reach::Unknown, "no answer within 30 s"); }

    /// The next requests to `path` get these, one each; then the good answers again.
    void next(const std::string &path, HttpAnswer answer) EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_planned.push_back({path, std::move(answer)});
    }

    /// Every request without a planned answer gets this one; nullptr: the good answers.
    void always(std::function<HttpAnswer(const Request &)> handler) EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_handler = std::move(handler);
    }

    std::vector<Request> requests(const std::string &path = {}) const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        std::vector<Request> found;
        for (const Request &request : m_requests) {
            if (path.empty() || request.path == path)
                found.push_back(request);
        }
        return found;
    }

    /// The paths in the order in which they were asked for, for comparing as text.
    std::string paths() const EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        std::string all;
        for (const Request &request : m_requests)
            all += (all.empty() ? "" : " ") + request.path.substr(request.path.rfind('/') + 1);
        return all;
    }

    HttpAnswer answer(const HttpRequest &sent) EXCLUDES(m_mutex)
    {
        Request request{sent.url.substr(sent.url.find("/v2")), std::string(sent.body), sent.headers};
        MutexLock lock(m_mutex);
        m_requests.push_back(request);
        for (auto at = m_planned.begin(); at != m_planned.end(); ++at) {
            if (at->first == request.path) {
                HttpAnswer planned = std::move(at->second);
                m_planned.erase(at);
                return planned;
            }
        }
        const auto handler = m_handler;
        lock.unlock();
        return handler ? handler(request) : good(request);
    }

    static HttpAnswer good(const Request &request)
    {
        if (request.path.ends_with("create_session") || request.path.ends_with("reauthorize_jwt"))
            return answered(
                200, R"({"status":"Success","jwt":"token-1","session_url":"sluice://session/x"})");
        if (request.path.ends_with("update_session"))
            return answered(200, R"({"status":"success","token_cost":"0.00"})");
        return answered(200, R"("Success")");
    }

private:
    static HttpAnswer failed(HttpAnswer::Reach reach, std::string error)
    {
        HttpAnswer answer;
        answer.reach = reach;
        answer.error = std::move(error);
        return answer;
    }

    mutable Mutex m_mutex;
    std::vector<Request> m_requests GUARDED_BY(m_mutex);
    std::deque<std::pair<std::string, HttpAnswer>> m_planned GUARDED_BY(m_mutex);
    std::function<HttpAnswer(const Request &)> m_handler GUARDED_BY(m_mutex);
};

/// A transport without a network. With `hang`, a POST waits until abort(), as with a server that never
/// answers.
class ScriptedTransport final : public BlockingTransport
{
public:
    explicit ScriptedTransport(std::shared_ptr<TransportScript> script, bool hang = false)
        : m_script(std::move(script))
        , m_hang(hang)
    { }

    void abort() noexcept override EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_aborted = true;
        lock.unlock();
        m_abort.notifyAll();
    }

private:
    HttpAnswer exchange(const HttpRequest &request) override EXCLUDES(m_mutex)
    {
        if (!m_hang)
            return m_script->answer(request);
        m_script->answer(request);
        MutexLock lock(m_mutex);
        while (!m_aborted)
            m_abort.wait(m_mutex);
        HttpAnswer answer = TransportScript::unknown();
        answer.aborted = true;
        return answer;
    }

    const std::shared_ptr<TransportScript> m_script;
    const bool m_hang;
    Mutex m_mutex;
    CondVar m_abort;
    bool m_aborted GUARDED_BY(m_mutex) = false;
};

} // namespace sluice
