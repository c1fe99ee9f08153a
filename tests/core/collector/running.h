// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/clock.h"
#include "core/collector/collector.h"
#include "tests/support/memory_store.h"
#include "tests/support/raw_client.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtGlobal>

#include <memory>
#include <string>
#include <string_view>

namespace sluice {

inline constexpr std::string_view someEvents = R"({"events":[{"id":"a","event_type":"actions"}]})";

/// A collector on a free port with a store that does as it is told.
struct Running
{
    explicit Running(const CollectorLimits &limits = {}, const CollectorAccess &access = {})
    {
        auto started = Collector::start(ListenAddress{"127.0.0.1", 0}, store, clock, limits, access);
        if (!started)
            qFatal("%s", started.error().message.c_str());
        collector = std::move(*started);
        port = collector->address().port;
    }

    std::string head(std::string_view method, std::string_view path, std::string_view more = {}) const
    {
        return std::string(method) + ' ' + std::string(path)
            + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) + "\r\n" + std::string(more);
    }

    std::string post(std::string_view path, std::string_view body, std::string_view more = {}) const
    {
        return head("POST", path, "Content-Type: application/json\r\n") + std::string(more)
            + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
    }

    std::string events(std::string_view body = someEvents, const std::string &token = "unknown") const
    {
        return post("/v2/create_events", body, "Authorization: Bearer " + token + "\r\n");
    }

    std::string health() const { return head("GET", "/health") + "\r\n"; }

    /// The token of a new session.
    std::string createSession(const std::string &id)
    {
        RawClient client(port);
        client.send(post("/v2/create_session", R"({"session":{"session_id":")" + id + "\"}}",
            "X-Agentops-Api-Key: 11111111-2222-4333-8444-555555555555\r\n"));
        const auto answer = QJsonDocument::fromJson(QByteArray::fromStdString(client.answer().body));
        return answer.object().value(QStringLiteral("jwt")).toString().toStdString();
    }

    SystemClock clock;
    MemoryStore store;
    std::unique_ptr<Collector> collector;
    std::uint16_t port = 0;
};

} // namespace sluice
