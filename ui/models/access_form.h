// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"
#include "core/collector/collector.h"

#include <QString>

namespace sluice::ui {

/// What a person wrote about who may send.
struct AccessForm
{
    QString token; ///< empty: none is set
    QString hosts; ///< parted by blanks, commas or line ends
    QString origins; ///< the same
};

AccessForm formOf(const CollectorAccess &access);

/// Names and origins in the order in which they were written, none twice. Error (Usage): the first that is
/// none, and what was expected.
Result<CollectorAccess> accessOf(const AccessForm &form);

/// A token that nobody can guess: a UUID of 122 random bits from the system.
QString newToken();

} // namespace sluice::ui
