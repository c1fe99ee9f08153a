// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/otlp/attributes.h"
#include "core/otlp/conventions.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

/// Lists that stand in numbered attributes, "gen_ai.prompt.0.role".
enum class AttributeFamily : std::uint8_t {
    None,
    Prompt, ///< gen_ai.prompt.
    Completion, ///< gen_ai.completion.
    InputMessages, ///< llm.input_messages.
    OutputMessages, ///< llm.output_messages.
    Documents, ///< retrieval.documents.
};
inline constexpr std::size_t familyCount = static_cast<std::size_t>(AttributeFamily::Documents) + 1;

/// "gen_ai.prompt." of Prompt; "" of None.
std::string_view familyPrefix(AttributeFamily family);

AttributeFamily familyOf(std::string_view key);

/// What the attributes of a span say, found in one walk through them: each key is looked up once in the words
/// of all conventions. Points into the attributes. thread: one at a time.
class SpanTerms
{
public:
    explicit SpanTerms(const Attributes &attributes);

    /// The attribute that counts for a term; null: none. An empty text is none; where a count is wanted, so
    /// is what is no whole number of 0 or more.
    const Attribute *find(Term term) const { return m_found[static_cast<std::size_t>(term)]; }
    bool has(Term term) const { return find(term) != nullptr; }
    std::string_view text(Term term) const { return find(term) ? find(term)->text : std::string_view(); }

    bool has(AttributeFamily family) const { return m_families[static_cast<std::size_t>(family)]; }

    /// It has attributes of gen_ai that only a call of a model has: not those of agents, tools and
    /// conversations.
    bool saysGenAi() const { return m_saysGenAi; }
    bool saysTool() const { return m_saysTool; }

    /// By the first convention that tells; else an action.
    EventType type() const;

private:
    void take(const Attribute &attribute);

    std::array<const Attribute *, termCount> m_found{};
    std::array<std::uint16_t, termCount> m_rank{};
    std::bitset<familyCount> m_families;
    bool m_saysGenAi = false;
    bool m_saysTool = false;
};

/// What an attribute alone says of its trace: for those who need nothing else of it.
std::optional<Term> termOf(std::string_view key);

} // namespace sluice
