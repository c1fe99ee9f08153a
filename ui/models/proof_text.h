// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/proof.h"

#include <QString>

namespace sluice::ui {

/// "complete", "complete with drops", "in doubt", "no end signal", "imported", "running", "not told",
/// "unbalanced".
QString proofText(Proof proof);

/// What the word means, whichever session it stands at.
QString proofMeaning(Proof proof);

/// The badge of one session: its word, and the sentence behind it.
struct ProofWords
{
    Proof proof = Proof::Running;
    QString word;
    QString reason; ///< with the session's numbers, and what the word means

    bool operator==(const ProofWords &) const = default;
};

ProofWords proofWords(const SessionSummary &session, Timestamp now);

} // namespace sluice::ui
