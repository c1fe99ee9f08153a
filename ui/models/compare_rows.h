// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/run_facts.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace sluice::ui {

/// Gathers the lines of a comparison, each with its difference. nullopt: not known.
class CompareRows
{
public:
    using Values = std::array<std::optional<double>, 2>;

    void heading(const QString &text);
    void words(const QString &what, const QString &first, const QString &second, const QString &meaning);
    void counts(const QString &what, const Values &values, const QString &meaning);
    /// In seconds; the difference is a factor.
    void times(const QString &what, const Values &values, const QString &meaning);

    std::vector<CompareRow> take() { return std::move(m_rows); }

private:
    std::vector<CompareRow> m_rows;
};

} // namespace sluice::ui
