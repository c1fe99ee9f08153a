// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/agentops/facts.h"

#include "core/agentops/json_document.h"
#include "core/agentops/read_facts.h"

namespace sluice {

class FactsReader::Impl
{
public:
    EventFacts of(const StoredEvent &event)
    {
        simdjson::dom::object object;
        if (m_document.read(event.body) && m_document.root().get(object) == simdjson::SUCCESS)
            return readFacts(JsonFields(object, ""), m_document.text(), event.type, event.trigger);
        EventFacts facts;
        facts.parent = event.type == EventType::Error ? event.trigger : EventId();
        return facts;
    }

    void release() { m_document.release(); }

private:
    JsonDocument m_document;
};

FactsReader::FactsReader()
    : m_impl(std::make_unique<Impl>())
{ }

FactsReader::~FactsReader() = default;

EventFacts FactsReader::of(const StoredEvent &event)
{
    EventFacts facts = m_impl->of(event);
    m_impl->release();
    return facts;
}

EventFacts factsOf(const StoredEvent &event)
{
    return FactsReader().of(event);
}

} // namespace sluice
