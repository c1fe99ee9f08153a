// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "core/model/payload.h"

namespace sluice {

namespace {

constexpr int deepestWalk = 64;

std::size_t bytesOf(const nlohmann::json &value, int depth)
{
    std::size_t bytes = sizeof(nlohmann::json);
    if (depth >= deepestWalk)
        return bytes;
    if (const auto *text = value.get_ptr<const std::string *>())
        return bytes + sizeof(std::string) + text->size();
    if (const auto *items = value.get_ptr<const nlohmann::json::array_t *>()) {
        for (const nlohmann::json &item : *items)
            bytes += bytesOf(item, depth + 1);
    } else if (const auto *members = value.get_ptr<const nlohmann::json::object_t *>()) {
        // A node of std::map: three pointers and a colour beside the pair.
        for (const auto &[key, item] : *members)
            bytes += 4 * sizeof(void *) + sizeof(std::string) + key.size() + bytesOf(item, depth + 1);
    }
    return bytes;
}

} // namespace

std::size_t Payload::approximateBytes() const
{
    if (const JsonText *json = asText())
        return json->text.size();
    if (const nlohmann::json *value = asValue())
        return bytesOf(*value, 0);
    return 0;
}

} // namespace sluice
