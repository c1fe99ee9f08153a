// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/span_facts.h"

#include "core/agentops/facts.h"
#include "core/agentops/json_document.h"
#include "core/otlp/plain_value.h"

#include <initializer_list>
#include <optional>
#include <string_view>

namespace sluice {

namespace {

using simdjson::dom::element;

std::optional<std::uint64_t> counted(std::optional<std::uint64_t> count)
{
    return count && *count <= FactsReader::mostTokens ? count : std::nullopt;
}

std::optional<std::uint64_t> countAt(const SpanTerms &terms, Term term)
{
    const Attribute *value = terms.find(term);
    return value ? counted(countOf(*value)) : std::nullopt;
}

std::optional<Money> paid(std::optional<Money> amount)
{
    return amount && amount->pico() >= 0 ? amount : std::nullopt;
}

std::optional<Money> amountAt(const SpanTerms &terms, Term term)
{
    return paid(Money::fromDecimal(terms.text(term)));
}

std::optional<Money> sum(std::optional<Money> one, std::optional<Money> other)
{
    return one && other ? std::optional(*one + *other) : std::nullopt;
}

/// A JSON object of numbers in an attribute.
class Details
{
public:
    explicit Details(const Attribute *attribute)
    {
        if (attribute && m_document.read(attribute->text) && m_document.root().is_object())
            m_root = m_document.root();
    }

    std::optional<std::uint64_t> count(std::initializer_list<std::string_view> names) const
    {
        for (const std::string_view name : names) {
            std::uint64_t number = 0;
            if (m_root && m_root->at_key(name).get(number) == simdjson::SUCCESS)
                return counted(number);
        }
        return std::nullopt;
    }

    std::optional<Money> amount(std::string_view name) const
    {
        double number = 0;
        if (!m_root || m_root->at_key(name).get(number) != simdjson::SUCCESS)
            return std::nullopt;
        return paid(Money::fromDecimal(realValue(number).text));
    }

private:
    JsonDocument m_document;
    std::optional<element> m_root;
};

void readUsage(const SpanTerms &terms, EventFacts &facts)
{
    const Details details(terms.find(Term::UsageDetails));
    facts.promptTokens = details.count({"input", "input_tokens", "prompt_tokens", "promptTokens"});
    facts.completionTokens
        = details.count({"output", "output_tokens", "completion_tokens", "completionTokens"});
}

std::optional<Money> costOf(const SpanTerms &terms)
{
    std::optional<Money> cost;
    if (terms.has(Term::CostDetails)) {
        const Details details(terms.find(Term::CostDetails));
        cost = details.amount("total");
        if (!cost)
            cost = sum(details.amount("input"), details.amount("output"));
    }
    if (!cost)
        cost = amountAt(terms, Term::Cost);
    return cost ? cost : sum(amountAt(terms, Term::PromptCost), amountAt(terms, Term::CompletionCost));
}

} // namespace

EventFacts usageOf(const SpanTerms &terms, EventType type)
{
    EventFacts facts;
    if (type != EventType::Llm)
        return facts;
    if (terms.has(Term::UsageDetails))
        readUsage(terms, facts);
    if (!facts.promptTokens)
        facts.promptTokens = countAt(terms, Term::PromptTokens);
    if (!facts.completionTokens)
        facts.completionTokens = countAt(terms, Term::CompletionTokens);
    facts.cost = costOf(terms);
    return facts;
}

} // namespace sluice
