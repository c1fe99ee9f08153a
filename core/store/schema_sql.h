// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

namespace sluice::schemaSql {

// What makes a file of version n - 1 one of version n.
extern const char *const version1;
extern const char *const version2;
extern const char *const version3;

// Views for reading an earlier file with the statements of this version. They stand before the tables of the
// same name. `*`: once a writer has brought the file up to date, its columns come first and are the ones that
// are found.
extern const char *const version2InVersion1;
extern const char *const version3InEarlier;

} // namespace sluice::schemaSql
