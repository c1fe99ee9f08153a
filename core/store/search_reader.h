// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/search.h"
#include "core/store/data_dir.h"

#include <functional>
#include <memory>
#include <string_view>

namespace sluice {

/// Searches the texts of all events of a store, in this process or another, while they are being indexed.
/// Never writes. thread: one at a time; each searching thread has its own.
class SearchReader
{
public:
    /// Error (NotFound): there is no store or no index yet; (Invalid), (Io): one cannot be read.
    static Result<std::unique_ptr<SearchReader>> open(const DataDir &dir);
    ~SearchReader();
    SearchReader(const SearchReader &) = delete;
    SearchReader &operator=(const SearchReader &) = delete;

    /// `query` as SearchQuery says. `wanted` is asked every now and then; Error (Cancelled): it said no.
    /// Error (Usage): what is wrong with the query, in words for who typed it. An event that was replaced and
    /// is not indexed again yet may be counted though it matches no more; it is never shown.
    Result<SearchAnswer> find(
        std::string_view query, const SearchLimits &limits, const std::function<bool()> &wanted);

private:
    class Impl;
    explicit SearchReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace sluice
