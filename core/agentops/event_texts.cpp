// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/event_texts.h"

#include "core/agentops/json_document.h"

#include <algorithm>

namespace sluice {

namespace {

using simdjson::dom::element;

/// Letters in a row from which on a text is taken for Base64: no word is as long.
constexpr std::size_t shortestBase64 = 120;

bool isBase64Letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/'
        || c == '=' || c == '-' || c == '_';
}

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
}

/// One field's text while it is put together.
class FieldText
{
public:
    enum class Names { Keep, LeaveOut };

    explicit FieldText(std::string &text)
        : m_text(text)
    { }

    void add(element value, Names names)
    {
        if (isFull())
            return;
        std::string_view words;
        simdjson::dom::array items;
        simdjson::dom::object members;
        if (value.get(words) == simdjson::SUCCESS) {
            addText(words);
        } else if (value.get(items) == simdjson::SUCCESS) {
            for (const element item : items)
                add(item, names);
        } else if (value.get(members) == simdjson::SUCCESS) {
            addMembers(members, names);
        } else if (value.is<double>()) {
            addText(simdjson::to_string(value));
        }
    }

    void addText(std::string_view words)
    {
        if (words.empty() || words.starts_with("data:"))
            return;
        if (!m_text.empty())
            m_text += '\n';
        while (!words.empty() && !isFull()) {
            const auto end = std::ranges::find_if_not(words, isBase64Letter);
            const auto run = static_cast<std::size_t>(end - words.begin());
            const auto next = std::find_if(end, words.end(), isBase64Letter);
            const auto whole = static_cast<std::size_t>(next - words.begin());
            m_text += run < shortestBase64 ? words.substr(0, whole) : words.substr(run, whole - run);
            words.remove_prefix(whole);
        }
        cut();
    }

private:
    bool isFull() const { return m_text.size() >= mostTextOfField; }

    void addMembers(simdjson::dom::object members, Names names)
    {
        for (const auto member : members) {
            // Who says something is a name too: every chat has it in every message.
            if (names == Names::LeaveOut && (member.key == "role" || member.key == "type"))
                continue;
            if (names == Names::Keep)
                addText(member.key);
            add(member.value, names);
        }
    }

    void cut()
    {
        if (m_text.size() <= mostTextOfField)
            return;
        std::size_t end = mostTextOfField;
        while (end > 0 && isContinuation(m_text[end]))
            --end;
        m_text.resize(end);
    }

    std::string &m_text;
};

} // namespace

class EventTextReader::Impl
{
public:
    EventTexts of(const StoredEvent &event)
    {
        EventTexts texts;
        FieldText(texts[static_cast<std::size_t>(TextField::Name)]).addText(event.name);
        simdjson::dom::object object;
        if (!m_document.read(event.body) || m_document.root().get(object) != simdjson::SUCCESS)
            return texts;
        const auto add = [&](TextField field, FieldText::Names names, std::string_view name) {
            element value;
            if (object.at_key(name).get(value) == simdjson::SUCCESS)
                FieldText(texts[static_cast<std::size_t>(field)]).add(value, names);
        };
        add(TextField::Prompt, FieldText::Names::LeaveOut, "prompt");
        add(TextField::Completion, FieldText::Names::LeaveOut, "completion");
        for (const std::string_view name : {"params", "input"})
            add(TextField::Params, FieldText::Names::Keep, name);
        for (const std::string_view name : {"returns", "output"})
            add(TextField::Returns, FieldText::Names::Keep, name);
        add(TextField::Logs, FieldText::Names::Keep, "logs");
        for (const std::string_view name : {"code", "details"})
            add(TextField::Error, FieldText::Names::Keep, name);
        return texts;
    }

    void release() { m_document.release(); }

private:
    JsonDocument m_document;
};

EventTextReader::EventTextReader()
    : m_impl(std::make_unique<Impl>())
{ }

EventTextReader::~EventTextReader() = default;

EventTexts EventTextReader::of(const StoredEvent &event)
{
    EventTexts texts = m_impl->of(event);
    m_impl->release();
    return texts;
}

} // namespace sluice
