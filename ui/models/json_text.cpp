// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstring>

namespace sluice::ui {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool opens(char c)
{
    return c == '{' || c == '[';
}

bool closes(char c)
{
    return c == '}' || c == ']';
}

/// The place after the string literal that begins at `at`.
qsizetype afterString(const QByteArray &json, qsizetype at)
{
    for (qsizetype i = at + 1; i < json.size(); ++i) {
        if (json[i] == '\\')
            ++i;
        else if (json[i] == '"')
            return i + 1;
    }
    return json.size();
}

qsizetype afterSpaces(const QByteArray &json, qsizetype at)
{
    while (at < json.size() && isSpace(json[at]))
        ++at;
    return at;
}

/// The place after the value that begins at `at`.
qsizetype afterValue(const QByteArray &json, qsizetype at)
{
    int depth = 0;
    while (at < json.size()) {
        const char c = json[at];
        if (depth == 0 && (c == ',' || closes(c)))
            return at;
        if (c == '"') {
            at = afterString(json, at);
            continue;
        }
        depth += opens(c) ? 1 : closes(c) ? -1 : 0;
        ++at;
    }
    return at;
}

/// The text of a string literal, its escapes resolved; the literal itself when it is none.
QString unquoted(const QByteArray &literal)
{
    const QJsonDocument document = QJsonDocument::fromJson('[' + literal + ']');
    const QJsonValue value = document.array().at(0);
    return value.isString() ? value.toString() : QString::fromUtf8(literal);
}

/// Writes JSON text anew, with its own white space.
class Indenter
{
public:
    QString indented(const QByteArray &json)
    {
        for (qsizetype at = afterSpaces(json, 0); at < json.size(); at = afterSpaces(json, at))
            at = piece(json, at);
        return QString::fromUtf8(m_out);
    }

private:
    qsizetype piece(const QByteArray &json, qsizetype at)
    {
        const char c = json[at];
        if (c == '"') {
            const qsizetype end = afterString(json, at);
            m_out.append(json.constData() + at, end - at);
            return end;
        }
        if (opens(c))
            return open(json, at);
        if (closes(c)) {
            m_depth = std::max(0, m_depth - 1);
            newLine();
        }
        m_out += c;
        if (c == ',')
            newLine();
        else if (c == ':')
            m_out += ' ';
        return at + 1;
    }

    qsizetype open(const QByteArray &json, qsizetype at)
    {
        m_out += json[at];
        const qsizetype next = afterSpaces(json, at + 1);
        if (next < json.size() && closes(json[next])) {
            m_out += json[next];
            return next + 1;
        }
        ++m_depth;
        newLine();
        return at + 1;
    }

    /// Deeper than the wire allows (64) the text no longer moves to the right.
    void newLine() { m_out += '\n' + QByteArray(2 * std::min(m_depth, 64), ' '); }

    QByteArray m_out;
    int m_depth = 0;
};

} // namespace

QString indentedJson(const QByteArray &json)
{
    const qsizetype start = afterSpaces(json, 0);
    if (start >= json.size() || !opens(json[start]))
        return QString::fromUtf8(json);
    return Indenter().indented(json);
}

std::vector<JsonMember> jsonMembers(const QByteArray &json)
{
    std::vector<JsonMember> members;
    qsizetype at = afterSpaces(json, 0);
    if (at >= json.size() || json[at] != '{')
        return members;
    at = afterSpaces(json, at + 1);
    while (at < json.size() && json[at] == '"') {
        const qsizetype keyEnd = afterString(json, at);
        const QString key = unquoted(json.mid(at, keyEnd - at));
        at = afterSpaces(json, keyEnd);
        if (at >= json.size() || json[at] != ':')
            break;
        at = afterSpaces(json, at + 1);
        const qsizetype end = afterValue(json, at);
        members.push_back({key, unquoted(json.mid(at, end - at).trimmed())});
        at = end < json.size() && json[end] == ',' ? afterSpaces(json, end + 1) : json.size();
    }
    return members;
}

} // namespace sluice::ui
