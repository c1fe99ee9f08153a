// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace sluice::ui {

/// True for a character that a reader cannot see and that may change what is read: controls other than tab
/// and line feed, the marks that turn the direction of writing (U+202A to U+202E, U+2066 to U+2069, U+200E,
/// U+200F, U+061C), and those without width (U+200B, U+2060, U+FEFF; joiners are part of scripts and stay).
bool isHiddenCharacter(QChar c);

/// "[U+202E]".
QString hiddenCharacterMark(QChar c);

/// Received text as it may be shown: hidden characters as their marks, "\r\n" as "\n". A copy for reading;
/// what is copied or saved is the text itself.
QString visibleText(const QString &text);

/// In one line of at most `most` characters: line breaks and tabs as blanks, "…" when something is left out.
QString oneLine(const QString &text, qsizetype most);

} // namespace sluice::ui
