// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/read_span.h"

#include "core/agentops/json_fields.h"
#include "core/otlp/json_value.h"
#include "core/otlp/settle_span.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace sluice {

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

bool isObject(element value)
{
    return value.type() == element_type::OBJECT;
}

std::string numbered(const std::string &path, const char *name, std::size_t index)
{
    return path + (path.empty() ? "" : ".") + name + '[' + std::to_string(index) + ']';
}

Result<void> readEvent(element item, const std::string &path, SpanEvent &event)
{
    const auto time = nanosAt(item, "timeUnixNano", path);
    if (!time)
        return time.error();
    auto attributes = attributesAt(item, path);
    if (!attributes)
        return attributes.error();
    event.name = textAt(item, "name");
    event.time = *time;
    event.attributes = std::move(*attributes);
    event.droppedAttributes = countAt(item, "droppedAttributesCount");
    return {};
}

Result<void> readLink(element item, const std::string &path, SpanLink &link)
{
    auto attributes = attributesAt(item, path);
    if (!attributes)
        return attributes.error();
    link.traceId = textAt(item, "traceId");
    link.spanId = textAt(item, "spanId");
    link.traceState = textAt(item, "traceState");
    link.attributes = std::move(*attributes);
    link.droppedAttributes = countAt(item, "droppedAttributesCount");
    link.flags = countAt(item, "flags");
    return {};
}

/// The objects of the list `name`.
template <typename Part, typename Read>
Result<void> readParts(
    element object, const char *name, const std::string &path, std::vector<Part> &parts, Read read)
{
    simdjson::dom::array list;
    if (object.at_key(name).get(list) != simdjson::SUCCESS)
        return {};
    for (const element item : list) {
        const std::string at = numbered(path, name, parts.size());
        if (!isObject(item))
            return wrongShape(at, "an object", item);
        if (const Result<void> done = read(item, at, parts.emplace_back()); !done)
            return done;
    }
    return {};
}

Result<void> readTimes(element object, const std::string &path, Span &span)
{
    const auto start = nanosAt(object, "startTimeUnixNano", path);
    const auto end = nanosAt(object, "endTimeUnixNano", path);
    if (!start || !end)
        return (!start ? start : end).error();
    span.start = *start;
    span.end = *end;
    return {};
}

void readStatus(element object, Span &span)
{
    element status;
    if (object.at_key("status").get(status) != simdjson::SUCCESS)
        return;
    span.status = static_cast<Span::Status>(enumAt(status, "code", "STATUS_CODE_", {"UNSET", "OK", "ERROR"}));
    span.statusMessage = textAt(status, "message");
}

void readFields(element object, Span &span)
{
    span.traceId = textAt(object, "traceId");
    span.spanId = textAt(object, "spanId");
    span.parentSpanId = textAt(object, "parentSpanId");
    span.name = textAt(object, "name");
    span.kind = static_cast<Span::Kind>(enumAt(object, "kind", "SPAN_KIND_",
        {"UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"}));
    span.traceState = textAt(object, "traceState");
    span.flags = countAt(object, "flags");
    span.droppedAttributes = countAt(object, "droppedAttributesCount");
    span.droppedEvents = countAt(object, "droppedEventsCount");
    span.droppedLinks = countAt(object, "droppedLinksCount");
    readStatus(object, span);
}

} // namespace

Result<void> readUnsettledSpan(element object, const std::string &path, Span &span)
{
    if (!isObject(object))
        return wrongShape(path, "an object", object);
    readFields(object, span);
    if (const auto times = readTimes(object, path, span); !times)
        return times;
    auto attributes = attributesAt(object, path);
    if (!attributes)
        return attributes.error();
    span.attributes = std::move(*attributes);
    if (const auto events = readParts(object, "events", path, span.events, readEvent); !events)
        return events;
    return readParts(object, "links", path, span.links, readLink);
}

Result<Span> readSpan(element object, const std::string &path)
{
    Span span;
    if (const auto read = readUnsettledSpan(object, path, span); !read)
        return read.error();
    if (const auto ids = settleIds(span); !ids)
        return Error{ids.error().kind, path + '.' + ids.error().message};
    settleTimes(span);
    return span;
}

} // namespace sluice
