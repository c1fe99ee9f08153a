// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/otlp/export_walk.h"

#include <utility>

namespace sluice {

std::string ExportPlace::text() const
{
    if (level == Level::Request)
        return "body";
    const auto numbered
        = [](const char *name, std::size_t index) { return name + ('[' + std::to_string(index) + ']'); };
    std::string path = numbered(shape.resources, resource);
    if (level >= Level::Scope)
        path += '.' + numbered(shape.scopes, scope);
    if (level == Level::Item)
        path += '.' + numbered(shape.items, item);
    return path;
}

Result<void> ExportBudget::beginItem()
{
    m_ofItem = 0;
    if (++m_items <= mostExported)
        return {};
    return Error{ErrorKind::Limit,
        "expected at most " + std::to_string(mostExported)
            + " in one request, found more: send them in parts"};
}

Error ExportBudget::tooManyValues() const
{
    const bool isItem = m_ofItem > mostValuesOfItem;
    return {ErrorKind::Limit,
        "expected at most " + std::to_string(isItem ? mostValuesOfItem : mostValues)
            + (isItem ? " attributes, events, links and values in one" : " values in one request")
            + ", found more"};
}

Error errorAt(const ExportPlace &place, const Error &error)
{
    return {error.kind, place.text() + ": " + error.message};
}

void refuse(ExportRefusals &refusals, std::string reason)
{
    if (refusals.count++ == 0)
        refusals.reason = std::move(reason);
}

} // namespace sluice
