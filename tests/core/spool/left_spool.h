// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/spool/write_ahead.h"
#include "tests/core/spool/spool_fixture.h"

#include <string>
#include <vector>

namespace sluice {

using Texts = std::vector<std::string>;

/// An ended process: a session with `bodies` of two events, and as many events in its write-ahead.
inline void leaveSpool(const TemporaryRoot &root, const SessionId &id, int bodies)
{
    const auto spool = root.open();
    QVERIFY(spool->putSession(makeSession(id.text())).ok());
    for (int i = 0; i < bodies; ++i)
        QVERIFY(spool
                    ->put(makeBody(
                        id, {"{\"b\":" + std::to_string(i) + "}", "{\"c\":" + std::to_string(i) + "}"}))
                    .ok());
    const auto writeAhead = spool->writeAhead(makeSession(id.text())).value();
    for (int i = 0; i < bodies; ++i) {
        const std::string text = "{\"w\":" + std::to_string(i) + "}";
        writeAhead->fill(writeAhead->reserve(text.size()), text);
    }
}

inline Texts leftBy(int bodies)
{
    Texts events;
    for (int i = 0; i < bodies; ++i) {
        events.push_back("{\"b\":" + std::to_string(i) + "}");
        events.push_back("{\"c\":" + std::to_string(i) + "}");
    }
    for (int i = 0; i < bodies; ++i)
        events.push_back("{\"w\":" + std::to_string(i) + "}");
    return events;
}

/// What the findings say, in one line each.
inline Texts wordsOf(const Spool &spool)
{
    Texts words;
    for (const SpoolFinding &finding : spool.findings())
        words.push_back(finding.words);
    return words;
}

} // namespace sluice
