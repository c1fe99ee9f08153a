// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace sluice::ui {

// JSON as it was received, made readable without being changed: numbers keep their digits, members their
// order and their repetitions. Text that is not JSON comes through as it is.

/// With line breaks and two spaces a level.
QString indentedJson(const QByteArray &json);

struct JsonMember
{
    QString key;
    QString value; ///< a string's own text; any other value as JSON text
};

/// The members of the outermost object, in their order; empty when the text is no object.
std::vector<JsonMember> jsonMembers(const QByteArray &json);

} // namespace sluice::ui
