// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/json_walk.h"

#include "core/agentops/json_document.h"
#include "core/agentops/json_fields.h"
#include "core/otlp/json_value.h"

#include <algorithm>
#include <utility>

namespace sluice {

namespace {

using simdjson::dom::element;

using Visit = std::function<Result<void>(element)>;

/// Each object of the list `name`. `index` and `level` of the place move along.
Result<void> eachObject(element object, const char *name, ExportPlace &place, ExportPlace::Level level,
    std::size_t &index, const Visit &visit)
{
    element member;
    simdjson::dom::array list;
    if (object.at_key(name).get(member) != simdjson::SUCCESS || member.is_null())
        return {};
    if (member.get(list) != simdjson::SUCCESS)
        return errorAt(place, wrongShape(name, "an array", member));
    const ExportPlace::Level outer = std::exchange(place.level, level);
    index = 0;
    for (const element item : list) {
        if (!item.is_object())
            return wrongShape(place.text(), "an object", item);
        if (Result<void> visited = visit(item); !visited)
            return visited;
        ++index;
    }
    place.level = outer;
    return {};
}

class JsonWalk
{
public:
    JsonWalk(const ExportShape &shape, const TakeJsonItem &take)
        : m_take(take)
        , m_place(shape)
    { }

    Result<void> request(element root)
    {
        return eachObject(root, m_place.shape.resources, m_place, ExportPlace::Level::Resource,
            m_place.resource, [this](element items) { return resourceItems(items); });
    }

private:
    Result<void> resourceItems(element items)
    {
        m_source = SpanSource();
        element resource;
        if (items.at_key("resource").get(resource) == simdjson::SUCCESS) {
            auto attributes = attributesAt(resource, "resource");
            if (!attributes)
                return errorAt(m_place, attributes.error());
            m_source.resource = std::move(*attributes);
        }
        return eachObject(items, m_place.shape.scopes, m_place, ExportPlace::Level::Scope, m_place.scope,
            [this](element scope) { return scopeItems(scope); });
    }

    Result<void> scopeItems(element items)
    {
        element scope;
        const bool isTold = items.at_key("scope").get(scope) == simdjson::SUCCESS;
        m_source.scope = isTold ? textAt(scope, "name") : std::string();
        m_source.scopeVersion = isTold ? textAt(scope, "version") : std::string();
        return eachObject(items, m_place.shape.items, m_place, ExportPlace::Level::Item, m_place.item,
            [this](element item) -> Result<void> {
                Result<void> taken = m_budget.beginItem();
                if (taken)
                    taken = m_take(m_source, item, m_place);
                return taken ? taken : errorAt(m_place, taken.error());
            });
    }

    const TakeJsonItem &m_take;
    ExportPlace m_place;
    ExportBudget m_budget;
    SpanSource m_source;
};

/// Where a lenient reader had to mend.
Error notStrict(std::string_view body, const JsonDocument &document)
{
    const std::string_view text = document.text();
    const bool hasMark = body.starts_with("\xef\xbb\xbf");
    const std::string_view plain = body.substr(hasMark ? 3 : 0);
    const auto [at, other] = std::mismatch(plain.begin(), plain.end(), text.begin(), text.end());
    return {ErrorKind::Invalid,
        "body: byte " + std::to_string(at - body.begin())
            + ": not strict JSON, as OTLP/JSON has to be (NaN, a number too large, or half a character)"};
}

} // namespace

Result<void> eachJsonItem(std::string_view body, const ExportShape &shape, const TakeJsonItem &take)
{
    JsonDocument document;
    if (const auto read = document.read(body); !read)
        return Error{read.error().kind, "body: " + read.error().message};
    if (document.mended() > 0)
        return notStrict(body, document);
    if (!document.root().is_object())
        return wrongShape("body", "an object", document.root());
    return JsonWalk(shape, take).request(document.root());
}

} // namespace sluice
