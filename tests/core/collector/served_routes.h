// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/collector/routes.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <string>
#include <string_view>

namespace sluice {

inline constexpr Timestamp now{std::chrono::sys_days{std::chrono::year{2026} / 1 / 2}};
inline constexpr const char *goodKey = "11111111-2222-4333-8444-555555555555";

inline QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

inline QJsonObject jsonOf(const ServedAnswer &answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

inline RequestHead post(
    std::string_view target, std::string_view authorization = {}, std::string_view key = {})
{
    RequestHead head;
    head.method = "POST";
    head.target = target;
    head.contentType = "application/json; charset=UTF-8";
    head.authorization = authorization;
    head.apiKey = key;
    return head;
}

/// Routes with a session that was created and committed.
struct WithSession
{
    explicit WithSession(const std::string &id = "638552b9-0000-4000-8000-000000000001")
    {
        const Exchange exchange = routes.serve(
            post("/v2/create_session", {}, goodKey), R"({"session":{"session_id":")" + id + "\"}}", now);
        bearer = "Bearer "
            + jsonOf(routes.settle(exchange, {})).value(QStringLiteral("jwt")).toString().toStdString();
        session = SessionId(id);
    }

    Exchange serve(std::string_view target, std::string_view body)
    {
        return routes.serve(post(target, bearer), body, now);
    }

    Routes routes{{}};
    SessionId session;
    std::string bearer;
};

} // namespace sluice
