// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace sluice::ui {

/// How well a line is meant by typed words, less is better; nullopt: it is not meant. Each word has to be in
/// the line, in any order and any case: as the beginning of a word (0), within one (1), or as its letters in
/// their order with others between, which begin at a word's beginning (2). The sum counts; a line without
/// words means all (0).
std::optional<int> commandMatch(const QString &line, const QStringList &words);

/// What was typed, in words.
QStringList commandWords(const QString &typed);

} // namespace sluice::ui
