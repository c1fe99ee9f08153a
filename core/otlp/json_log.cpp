// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/json_log.h"

#include "core/otlp/json_value.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;

/// SeverityNumber of logs/v1: 1 to 24; its names are "SEVERITY_NUMBER_INFO", "..._INFO2" to "..._INFO4".
std::uint32_t severityAt(element object)
{
    element value;
    std::int64_t number = 0;
    if (object.at_key("severityNumber").get(value) != simdjson::SUCCESS)
        return 0;
    if (value.get(number) == simdjson::SUCCESS)
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 0, INT32_MAX));
    std::string_view name;
    if (value.get(name) != simdjson::SUCCESS)
        return 0;
    std::uint32_t first = 1;
    for (const std::string_view level : {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"}) {
        const std::string word = "SEVERITY_NUMBER_" + std::string(level);
        if (name == word)
            return first;
        if (name.starts_with(word) && name.size() == word.size() + 1 && name.back() >= '2'
            && name.back() <= '4')
            return first + static_cast<std::uint32_t>(name.back() - '1');
        first += 4;
    }
    return 0;
}

} // namespace

Result<void> readLog(element object, OtlpLog &log)
{
    const auto time = nanosAt(object, "timeUnixNano", "");
    const auto observed = nanosAt(object, "observedTimeUnixNano", "");
    if (!time || !observed)
        return (!time ? time : observed).error();
    auto attributes = attributesAt(object, "");
    if (!attributes)
        return attributes.error();
    if (element body; object.at_key("body").get(body) == simdjson::SUCCESS) {
        auto value = readValue(body, "body");
        if (!value)
            return value.error();
        log.body = std::move(*value);
    }
    log.time = *time == Timestamp{} ? *observed : *time;
    log.attributes = std::move(*attributes);
    log.traceId = textAt(object, "traceId");
    log.spanId = textAt(object, "spanId");
    log.eventName = textAt(object, "eventName");
    log.severity = textAt(object, "severityText");
    log.severityNumber = severityAt(object);
    log.droppedAttributes = countAt(object, "droppedAttributesCount");
    log.flags = countAt(object, "flags");
    return {};
}

std::uint64_t countPoints(element metric)
{
    std::uint64_t count = 0;
    for (const char *kind : {"gauge", "sum", "histogram", "exponentialHistogram", "summary"}) {
        simdjson::dom::array points;
        if (metric.at_key(kind).at_key("dataPoints").get(points) == simdjson::SUCCESS)
            count += static_cast<std::uint64_t>(std::distance(points.begin(), points.end()));
    }
    return count;
}

} // namespace sluice
