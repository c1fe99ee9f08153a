// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/numbered_values.h"

#include "core/agentops/json_writer.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

namespace {

/// Deeper parts of a key stay one name with its dots.
constexpr int mostLevels = 12;

struct Node
{
    std::string_view name;
    std::optional<std::uint64_t> number; ///< of an item of a list
    const Attribute *value = nullptr;
    std::vector<std::size_t> children; ///< in the order in which they came
};

std::optional<std::uint64_t> numberIn(std::string_view name)
{
    std::uint64_t number = 0;
    const auto [at, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool isNumber = failure == std::errc() && at == name.data() + name.size();
    return isNumber ? std::optional(number) : std::nullopt;
}

/// What OpenInference puts around each object of a list.
bool isWrapping(std::string_view name)
{
    return name == "message" || name == "message_content" || name == "tool_call" || name == "document";
}

class NumberedTree
{
public:
    NumberedTree() { m_nodes.emplace_back(); }

    void add(std::string_view key, const Attribute &attribute)
    {
        std::size_t at = 0;
        bool isBehindItem = false;
        for (int level = 0; !key.empty(); ++level) {
            const std::size_t dot = level < mostLevels ? key.find('.') : std::string_view::npos;
            const std::string_view name = key.substr(0, dot);
            key = dot == std::string_view::npos ? std::string_view() : key.substr(dot + 1);
            // "image.image.url": the wrapping of what has the same name.
            const bool isLeftOut
                = !key.empty() && ((isBehindItem && isWrapping(name)) || name == m_nodes[at].name);
            isBehindItem = numberIn(name).has_value();
            if (!isLeftOut)
                at = childOf(at, name);
        }
        if (m_nodes[at].value) { // the same key twice: a member of its own
            const std::size_t other = newNode("value");
            m_nodes[at].children.push_back(other);
            at = other;
        }
        m_nodes[at].value = &attribute;
    }

    enum class Single { Stays, IsUnwrapped };

    std::string json(Single single)
    {
        std::string out;
        const Node &root = m_nodes.front();
        const bool isOne = single == Single::IsUnwrapped && root.children.size() == 1 && isList(root);
        append(out, isOne ? root.children.front() : 0);
        return out;
    }

private:
    struct Place
    {
        std::size_t parent;
        std::string_view name;
        bool operator==(const Place &) const = default;
    };
    struct HashOfPlace
    {
        std::size_t operator()(const Place &place) const
        {
            return std::hash<std::string_view>()(place.name) ^ (place.parent * 0x9e3779b97f4a7c15U);
        }
    };

    std::size_t newNode(std::string_view name)
    {
        m_nodes.push_back({name, numberIn(name), nullptr, {}});
        return m_nodes.size() - 1;
    }

    std::size_t childOf(std::size_t parent, std::string_view name)
    {
        const auto [found, isNew] = m_places.try_emplace(Place{parent, name}, 0);
        if (isNew) {
            found->second = newNode(name);
            m_nodes[parent].children.push_back(found->second);
        }
        return found->second;
    }

    bool isList(const Node &node) const
    {
        return !node.value && !node.children.empty()
            && std::ranges::all_of(
                node.children, [this](std::size_t child) { return m_nodes[child].number.has_value(); });
    }

    void append(std::string &out, std::size_t at)
    {
        Node &node = m_nodes[at];
        if (node.children.empty())
            return node.value ? appendAttributeJson(out, *node.value) : void(out += "null");
        if (!isList(node))
            return appendMembers(out, node);
        std::ranges::stable_sort(
            node.children, {}, [this](std::size_t child) { return *m_nodes[child].number; });
        out += '[';
        for (const std::size_t child : node.children) {
            if (out.back() != '[')
                out += ',';
            append(out, child);
        }
        out += ']';
    }

    void appendMembers(std::string &out, const Node &node)
    {
        out += '{';
        if (node.value) {
            out += R"("value":)";
            appendAttributeJson(out, *node.value);
        }
        for (const std::size_t child : node.children) {
            if (out.back() != '{')
                out += ',';
            const std::string_view name = m_nodes[child].name;
            appendJsonString(out, name == "contents" ? "parts" : name);
            out += ':';
            append(out, child);
        }
        out += '}';
    }

    std::vector<Node> m_nodes;
    std::unordered_map<Place, std::size_t, HashOfPlace> m_places;
};

} // namespace

std::string numberedJson(const Attributes &attributes, AttributeFamily family)
{
    NumberedTree tree;
    const std::size_t prefix = familyPrefix(family).size();
    bool isEmpty = true;
    for (const Attribute &attribute : attributes.all()) {
        if (familyOf(attribute.key) != family)
            continue;
        tree.add(std::string_view(attribute.key).substr(prefix), attribute);
        isEmpty = false;
    }
    const bool isAnswer = family == AttributeFamily::Completion || family == AttributeFamily::OutputMessages;
    using Single = NumberedTree::Single;
    return isEmpty ? std::string() : tree.json(isAnswer ? Single::IsUnwrapped : Single::Stays);
}

} // namespace sluice
