// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/analysis/filter_completion.h"

#include "core/analysis/text_match.h"

#include <algorithm>

namespace sluice {

namespace {

constexpr std::string_view relations = ":=<>!";

/// The word in front of the cursor: `field`, a relation and the value so far, or only the value.
struct Word
{
    std::string_view field;
    std::size_t valueAt = 0;
    std::string_view value;
    bool isQuoted = false;
};

struct Scan
{
    std::size_t wordAt = 0;
    std::size_t valueAt = 0; ///< equal to wordAt: no relation yet
    std::size_t fieldLength = 0;
    bool isQuoted = false;
};

void beginWord(Scan &scan, std::size_t at)
{
    scan = {at, at, 0, false};
}

Word wordAt(std::string_view text, std::size_t cursor)
{
    Scan scan;
    for (std::size_t i = 0; i < cursor; ++i) {
        const char c = text[i];
        if (scan.isQuoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                scan.isQuoted = false;
        } else if (c == '"') {
            scan.isQuoted = true;
        } else if (c == ' ' || c == '\t' || c == '(' || c == ')') {
            beginWord(scan, i + 1);
        } else if (c == '-' && i == scan.wordAt) {
            beginWord(scan, i + 1);
        } else if (c == '|') {
            // Behind it comes another value of the field, or a new term.
            const bool hasField = scan.fieldLength > 0;
            if (hasField && i + 1 < cursor && text[i + 1] != ' ')
                scan.valueAt = i + 1;
            else if (hasField && i + 1 == cursor)
                scan.valueAt = i + 1;
            else
                beginWord(scan, i + 1);
        } else if (relations.find(c) != std::string_view::npos) {
            if (scan.fieldLength == 0)
                scan.fieldLength = i - scan.wordAt;
            if (scan.valueAt == scan.wordAt || i == scan.valueAt)
                scan.valueAt = i + 1;
        }
    }
    Word word;
    word.field = text.substr(scan.wordAt, scan.fieldLength);
    word.valueAt = scan.valueAt;
    word.value = text.substr(scan.valueAt, cursor - scan.valueAt);
    if (word.value.starts_with('"')) {
        word.isQuoted = true;
        word.value.remove_prefix(1);
    }
    return word;
}

class Offers
{
public:
    Offers(std::string_view typed, std::size_t limit)
        : m_typed(typed)
        , m_limit(limit)
    { }

    void add(std::string_view value, FilterCandidate candidate)
    {
        if (beginsWithText(value, m_typed))
            m_beginning.push_back(std::move(candidate));
        else if (holdsText(value, m_typed))
            m_holding.push_back(std::move(candidate));
    }

    std::vector<FilterCandidate> take()
    {
        m_beginning.insert(m_beginning.end(), m_holding.begin(), m_holding.end());
        m_beginning.resize(std::min(m_beginning.size(), m_limit));
        return std::move(m_beginning);
    }

private:
    std::string_view m_typed;
    std::size_t m_limit;
    std::vector<FilterCandidate> m_beginning;
    std::vector<FilterCandidate> m_holding;
};

void offerFields(Offers &offers)
{
    for (const FilterFieldInfo &field : filterFields()) {
        const bool isNumber = field.value == FilterValue::Duration || field.value == FilterValue::Dollars
            || field.value == FilterValue::Count;
        offers.add(field.name,
            {std::string(field.name) + (isNumber ? ">" : ":"), std::string(field.meaning), false});
    }
    offers.add("error", {"error", "errors only", true});
    offers.add("open", {"open", "what has not ended yet", true});
}

void offerValues(Offers &offers, const std::vector<std::string> &values)
{
    for (const std::string &value : values)
        offers.add(value, {quotedForFilter(value), {}, true});
}

void offerWords(Offers &offers, std::initializer_list<std::string_view> words, std::string_view meaning)
{
    for (const std::string_view word : words)
        offers.add(word, {std::string(word), std::string(meaning), true});
}

void offerValuesOf(Offers &offers, const FilterFieldInfo &field, const FilterVocabulary &vocabulary)
{
    switch (field.field) {
    case FilterField::Type:
        return offerWords(offers, {"llm", "tool", "action", "error", "api"}, {});
    case FilterField::State:
        return offerWords(offers, {"error", "open", "done"}, {});
    case FilterField::Name:
        return offerValues(offers, vocabulary.names);
    case FilterField::Model:
        return offerValues(offers, vocabulary.models);
    case FilterField::Tool:
        return offerValues(offers, vocabulary.tools);
    case FilterField::Agent:
        return offerValues(offers, vocabulary.agents);
    case FilterField::Tag:
        return offerValues(offers, vocabulary.tags);
    case FilterField::Text:
        return;
    case FilterField::Duration:
    case FilterField::At:
        return offerWords(offers, {"100ms", "1s", "10s", "1m"}, field.meaning);
    case FilterField::Cost:
        return offerWords(offers, {"0.001", "0.01", "0.1", "1", "unknown"}, field.meaning);
    case FilterField::Tokens:
    case FilterField::PromptTokens:
    case FilterField::CompletionTokens:
        return offerWords(offers, {"100", "1k", "10k", "100k", "unknown"}, field.meaning);
    }
}

} // namespace

FilterCompletion completeFilter(
    std::string_view text, std::size_t cursor, const FilterVocabulary &vocabulary, std::size_t limit)
{
    cursor = std::min(cursor, text.size());
    const Word word = wordAt(text, cursor);
    Offers offers(word.value, limit);
    if (word.field.empty() && !word.isQuoted)
        offerFields(offers);
    else if (const FilterFieldInfo *field = filterFieldNamed(word.field))
        offerValuesOf(offers, *field, vocabulary);
    FilterCompletion completion{{word.valueAt, cursor - word.valueAt}, offers.take()};
    // What stands there already is no offer.
    const std::string_view typed = text.substr(word.valueAt, cursor - word.valueAt);
    std::erase_if(completion.candidates,
        [typed](const FilterCandidate &candidate) { return candidate.isWhole && candidate.text == typed; });
    return completion;
}

} // namespace sluice
