// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <simdjson.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// The members of one object of the wire, read by name. A member that is null is as good as absent; of
/// several with one name the first counts. What has the wrong shape is an Error (Invalid) that names the
/// member with its path ("events[3].id"). thread: as the document's.
class JsonFields
{
public:
    /// `path` is where the object stands: "" for the body itself, "session", "events[3]".
    JsonFields(simdjson::dom::object object, std::string path)
        : m_object(object)
        , m_path(std::move(path))
    { }

    std::optional<simdjson::dom::element> find(std::string_view name) const;

    /// The first of the names that is there.
    std::optional<std::string_view> firstOf(std::initializer_list<std::string_view> names) const;

    /// Where the member stands among the object's members, counted from 0: what jsonSlices() counts too.
    std::optional<std::size_t> indexOf(std::string_view name) const;

    /// Text: a string as it is, a number as its digits. Empty when none of the names is there.
    Result<std::string> text(std::initializer_list<std::string_view> names) const;

    Result<std::optional<Timestamp>> time(std::string_view name) const;
    /// An array of texts, without its nulls; a text alone is as good as an array of it.
    Result<std::vector<std::string>> texts(std::string_view name) const;
    Result<std::optional<simdjson::dom::object>> object(std::string_view name) const;

    std::string pathOf(std::string_view name) const;

private:
    simdjson::dom::object m_object;
    std::string m_path;
};

/// At most 40 bytes of a received text, in quotes, for a message; cut between characters.
std::string excerpt(std::string_view text);

/// "PATH: expected WHAT, found a number".
Error wrongShape(const std::string &path, std::string_view expected, simdjson::dom::element found);

} // namespace sluice
