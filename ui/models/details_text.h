// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/session.h"
#include "core/model/stored.h"
#include "ui/models/proof_text.h"

#include <QString>

#include <optional>
#include <vector>

namespace sluice::ui {

struct DetailRow
{
    QString key;
    QString value; ///< plain text, whatever it looks like

    bool operator==(const DetailRow &) const = default;
};

/// What the details show of one thing.
struct DetailsText
{
    QString title;
    std::vector<DetailRow> rows;
    QString json; ///< indented; empty = none
    std::optional<ProofWords> proof; ///< of a session
    QString cut; ///< what was left out of `json`: "first 256 KiB of 3.1 MiB"; empty = nothing
};

/// A JSON text longer than this is shown in part: a text field stays quick with it.
inline constexpr qsizetype mostShownJson = 256 * 1024;

/// A value in a row longer than this is shown in part; it is whole in the JSON.
inline constexpr qsizetype mostShownValue = 400;

DetailsText eventDetails(const StoredEvent &event);

/// A running session's duration lasts until `now`, a silent one's until its last news.
DetailsText sessionDetails(const SessionSummary &session, Timestamp now);
DetailsText flushDetails(const FlushRecord &flush);
DetailsText dropDetails(const DropRun &run);

/// All rows as text, "key: value" a line: for the clipboard.
QString plainText(const DetailsText &details);

} // namespace sluice::ui
