// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/window/command_match.h"

namespace sluice::ui {

namespace {

enum Rank { Begins, Within, Scattered };

bool beginsWord(const QString &line, qsizetype at)
{
    return at == 0 || !line[at - 1].isLetterOrNumber();
}

/// The letters of `word` from `at` on, with others between.
bool holdsLetters(const QString &line, const QString &word, qsizetype at)
{
    for (const QChar letter : word) {
        at = line.indexOf(letter, at, Qt::CaseInsensitive);
        if (at < 0)
            return false;
        ++at;
    }
    return true;
}

std::optional<int> rankOf(const QString &line, const QString &word)
{
    std::optional<int> best;
    for (qsizetype at = line.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = line.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (beginsWord(line, at))
            return Begins;
        best = Within;
    }
    if (best)
        return best;
    for (qsizetype at = 0; at < line.size(); ++at) {
        const bool isFirst = line[at].toCaseFolded() == word[0].toCaseFolded() && beginsWord(line, at);
        if (isFirst && holdsLetters(line, word, at))
            return Scattered;
    }
    return std::nullopt;
}

} // namespace

std::optional<int> commandMatch(const QString &line, const QStringList &words)
{
    int sum = 0;
    for (const QString &word : words) {
        const std::optional<int> rank = rankOf(line, word);
        if (!rank)
            return std::nullopt;
        sum += *rank;
    }
    return sum;
}

QStringList commandWords(const QString &typed)
{
    return typed.simplified().split(u' ', Qt::SkipEmptyParts);
}

} // namespace sluice::ui
