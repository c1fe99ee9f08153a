// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/model/event_facts.h"
#include "core/sqlite/statement.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace sluice {

class Connection;

/// What the models of the sessions that one batch touches were asked for: each is read once, and written once
/// at the end. thread: the writer's, within a transaction.
class ModelRows
{
public:
    explicit ModelRows(Connection &connection);

    /// Made when there is none; valid until forgetAll().
    Result<ModelUse *> rowOf(std::int64_t session, const std::string &model);

    /// Writes every row that was asked for; one that says nothing any more goes away.
    Result<void> writeAll();

    /// Before each batch: what another one left behind may have been rolled back.
    void forgetAll() { m_rows.clear(); }

private:
    Statement m_find;
    Statement m_put;
    Statement m_remove;
    std::map<std::pair<std::int64_t, std::string>, ModelUse> m_rows;
};

} // namespace sluice
