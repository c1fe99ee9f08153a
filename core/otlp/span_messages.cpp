// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/span_messages.h"

#include "core/agentops/json_writer.h"
#include "core/otlp/event_body.h"
#include "core/otlp/numbered_values.h"

#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace sluice {

namespace {

std::string jsonOf(const Attribute &value)
{
    std::string json;
    if (value.kind == Attribute::Kind::Text)
        appendTextOrJson(json, value.text);
    else
        json = value.text;
    return json;
}

/// The first of the families that is there.
std::string takeFamily(const Attributes &attributes, const SpanTerms &terms, SpanTalk &talk,
    std::initializer_list<AttributeFamily> families)
{
    for (const AttributeFamily family : families) {
        if (!terms.has(family))
            continue;
        talk.takenFamilies.push_back(family);
        return numberedJson(attributes, family);
    }
    return {};
}

std::string takeTerm(const SpanTerms &terms, Term term, std::vector<const Attribute *> &taken)
{
    const Attribute *value = terms.find(term);
    if (!value)
        return {};
    taken.push_back(value);
    return jsonOf(*value);
}

/// What the Vercel SDK says apart: a text, or an object, and the tools that are to be called.
std::string takeTextAndCalls(const SpanTerms &terms, std::vector<const Attribute *> &taken)
{
    const std::string text = takeTerm(terms, Term::CompletionText, taken);
    const std::string calls = takeTerm(terms, Term::CompletionCalls, taken);
    if (text.empty() && calls.empty())
        return {};
    std::string json = R"({"role":"assistant")";
    if (!text.empty())
        json += R"(,"content":)" + text;
    if (!calls.empty())
        json += R"(,"tool_calls":)" + calls;
    return json + '}';
}

/// Puts the system's message before the others.
std::string withInstructions(const Attribute &instructions, const std::string &prompt)
{
    const std::string content = jsonOf(instructions);
    std::string json = R"([{"role":"system",)";
    json += content.starts_with('[') ? R"("parts":)" : R"("content":)";
    json += content + '}';
    const bool isList = prompt.starts_with('[') && prompt.ends_with(']');
    const std::string_view rest = isList ? std::string_view(prompt).substr(1, prompt.size() - 2) : prompt;
    if (!rest.empty())
        json += ',' + std::string(rest);
    return json + ']';
}

void appendItem(std::string &list, std::string_view json)
{
    list += list.empty() ? '[' : ',';
    list += json;
}

/// "gen_ai.content.prompt" of 1.27 holds all that was asked, as one text.
bool takeContentEvent(const SpanEvent &event, SpanTalk &talk)
{
    const bool isPrompt = event.name == "gen_ai.content.prompt";
    if (!isPrompt && event.name != "gen_ai.content.completion")
        return false;
    const Attribute *content = event.attributes.find(isPrompt ? "gen_ai.prompt" : "gen_ai.completion");
    if (!content || event.attributes.all().size() != 1)
        return false;
    (isPrompt ? talk.prompt : talk.completion) = jsonOf(*content);
    talk.takenEvents.push_back(&event);
    return true;
}

void takeEvents(const Span &span, SpanTalk &talk)
{
    std::string prompt;
    std::string completion;
    for (const SpanEvent &event : span.events) {
        if (takeContentEvent(event, talk) || roleOfEvent(event.name).empty())
            continue;
        appendItem(event.name == "gen_ai.choice" ? completion : prompt,
            messageOfEvent(event.name, event.attributes));
        talk.takenEvents.push_back(&event);
    }
    if (!prompt.empty())
        talk.prompt = std::move(prompt) + ']';
    if (!completion.empty())
        talk.completion = std::move(completion) + ']';
}

/// "gen_ai.client.inference.operation.details" has the attributes that the span may leave out. They stay with
/// it: it has others beside them.
void readDetailsEvents(const Span &span, SpanTalk &talk)
{
    for (const SpanEvent &event : span.events) {
        if (event.name != "gen_ai.client.inference.operation.details")
            continue;
        const SpanTerms terms(event.attributes);
        std::vector<const Attribute *> stay;
        talk.prompt = takeTerm(terms, Term::Prompt, stay);
        talk.completion = takeTerm(terms, Term::Completion, stay);
        if (const Attribute *instructions = terms.find(Term::SystemInstructions))
            talk.prompt = withInstructions(*instructions, talk.prompt);
    }
}

void takeAttributes(const Span &span, const SpanTerms &terms, SpanTalk &talk)
{
    talk.prompt
        = takeFamily(span.attributes, terms, talk, {AttributeFamily::InputMessages, AttributeFamily::Prompt});
    if (talk.prompt.empty())
        talk.prompt = takeTerm(terms, Term::Prompt, talk.taken);
    if (const Attribute *instructions = terms.find(Term::SystemInstructions)) {
        talk.prompt = withInstructions(*instructions, talk.prompt);
        talk.taken.push_back(instructions);
    }
    talk.completion = takeFamily(
        span.attributes, terms, talk, {AttributeFamily::OutputMessages, AttributeFamily::Completion});
    if (talk.completion.empty())
        talk.completion = takeTerm(terms, Term::Completion, talk.taken);
    if (talk.completion.empty())
        talk.completion = takeTextAndCalls(terms, talk.taken);
}

} // namespace

SpanTalk talkOf(const Span &span, const SpanTerms &terms, EventType type)
{
    SpanTalk talk;
    takeAttributes(span, terms, talk);
    if (talk.prompt.empty() && talk.completion.empty() && !span.events.empty()) {
        readDetailsEvents(span, talk);
        if (talk.prompt.empty() && talk.completion.empty())
            takeEvents(span, talk);
    }
    if (type != EventType::Llm)
        return talk;
    if (talk.prompt.empty())
        talk.prompt = takeTerm(terms, Term::Input, talk.taken);
    if (talk.completion.empty())
        talk.completion = takeTerm(terms, Term::Output, talk.taken);
    return talk;
}

std::string_view roleOfEvent(std::string_view name)
{
    static constexpr std::array roles = {
        std::pair{std::string_view("gen_ai.system.message"), std::string_view("system")},
        std::pair{std::string_view("gen_ai.user.message"), std::string_view("user")},
        std::pair{std::string_view("gen_ai.assistant.message"), std::string_view("assistant")},
        std::pair{std::string_view("gen_ai.tool.message"), std::string_view("tool")},
        std::pair{std::string_view("gen_ai.choice"), std::string_view("assistant")},
    };
    for (const auto &[event, role] : roles) {
        if (name == event)
            return role;
    }
    return {};
}

std::string messageOfEvent(std::string_view name, const Attributes &attributes)
{
    const Attribute *content = attributes.find("gen_ai.event.content");
    const bool isMessage = content && content->text.starts_with('{'); // with a role of its own
    std::string json;
    if (isMessage && attributes.all().size() == 1 && appendJsonText(json, content->text))
        return json;
    const bool hasRole = isMessage || attributes.find("role") || name == "gen_ai.choice";
    json = hasRole ? "{" : R"({"role":")" + std::string(roleOfEvent(name)) + '"';
    for (const Attribute &attribute : attributes.all()) {
        if (json.size() > 1)
            json += ',';
        const bool isWords = attribute.key == "content" || attribute.kind != Attribute::Kind::Text;
        appendJsonString(json, &attribute == content ? (isMessage ? "message" : "content") : attribute.key);
        json += ':';
        if (isWords)
            appendAttributeJson(json, attribute);
        else
            appendTextOrJson(json, attribute.text);
    }
    return json + '}';
}

} // namespace sluice
