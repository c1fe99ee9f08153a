// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "tests/core/otlp/span_text.h"

namespace sluice {

namespace {

std::string attributesText(const char *name, const Attributes &attributes)
{
    std::string text;
    for (const Attribute &attribute : attributes.all()) {
        text += std::string("  ") + name + ' ' + attribute.key + " = ";
        appendAttributeJson(text, attribute);
        text += ' ' + std::to_string(static_cast<int>(attribute.kind)) + '\n';
    }
    return text;
}

std::string sourceText(const SpanSource &source)
{
    return "  scope " + source.scope + ' ' + source.scopeVersion + '\n'
        + attributesText("resource", source.resource);
}

std::string number(std::uint32_t value)
{
    return ' ' + std::to_string(value);
}

} // namespace

std::string spanText(const SpanSource &source, const Span &span)
{
    std::string text = "span " + span.traceId + ' ' + span.spanId + " under \"" + span.parentSpanId + "\" \""
        + span.name + "\"\n" + sourceText(source) + "  " + toIsoText(span.start) + " to "
        + toIsoText(span.end) + (span.isOpen ? " open" : "") + " kind"
        + number(static_cast<std::uint32_t>(span.kind)) + " status"
        + number(static_cast<std::uint32_t>(span.status)) + " \"" + span.statusMessage + "\" state \""
        + span.traceState + "\" flags and dropped" + number(span.flags) + number(span.droppedAttributes)
        + number(span.droppedEvents) + number(span.droppedLinks) + '\n'
        + attributesText("attribute", span.attributes);
    for (const SpanEvent &event : span.events) {
        text += "  event \"" + event.name + "\" " + toIsoText(event.time) + number(event.droppedAttributes)
            + '\n' + attributesText("  of event", event.attributes);
    }
    for (const SpanLink &link : span.links) {
        text += "  link " + link.traceId + ' ' + link.spanId + " \"" + link.traceState + '"'
            + number(link.droppedAttributes) + number(link.flags) + '\n'
            + attributesText("  of link", link.attributes);
    }
    return text;
}

std::string logText(const SpanSource &source, const OtlpLog &log)
{
    Attributes body;
    body.add(Attribute(log.body));
    return "log of \"" + log.traceId + "\" \"" + log.spanId + "\" \"" + log.eventName + "\"\n"
        + sourceText(source) + "  " + toIsoText(log.time) + " severity" + number(log.severityNumber) + " \""
        + log.severity + "\" dropped and flags" + number(log.droppedAttributes) + number(log.flags) + '\n'
        + attributesText("body", body) + attributesText("attribute", log.attributes);
}

std::string tracesText(std::string_view body, OtlpEncoding encoding)
{
    std::string text;
    const auto read = readTraces(
        body, encoding, [&text](const SpanSource &source, Span &&span) { text += spanText(source, span); });
    if (!read)
        return "error " + read.error().message + '\n';
    return text + "refused " + std::to_string(read->count) + ' ' + read->reason + '\n';
}

std::string logsText(std::string_view body, OtlpEncoding encoding)
{
    std::string text;
    const auto read = readLogs(
        body, encoding, [&text](const SpanSource &source, OtlpLog &&log) { text += logText(source, log); });
    return read ? text : "error " + read.error().message + '\n';
}

} // namespace sluice
