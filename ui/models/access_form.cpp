// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/models/access_form.h"

#include "core/collector/access_rules.h"
#include "ui/bridge/convert.h"

#include <QRegularExpression>
#include <QStringList>
#include <QUuid>

#include <algorithm>
#include <vector>

namespace sluice::ui {

namespace {

using Rule = Result<std::string> (*)(std::string_view);

Result<std::vector<std::string>> wordsOf(const QString &text, Rule rule)
{
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    std::vector<std::string> words;
    for (const QString &word : text.split(between, Qt::SkipEmptyParts)) {
        const Result<std::string> read = rule(fromQt(word));
        if (!read)
            return read.error();
        if (std::ranges::find(words, *read) == words.end())
            words.push_back(*read);
    }
    return words;
}

QString joined(const std::vector<std::string> &words)
{
    QStringList list;
    for (const std::string &word : words)
        list += toQt(word);
    return list.join(QStringLiteral(", "));
}

} // namespace

AccessForm formOf(const CollectorAccess &access)
{
    return {toQt(access.token), joined(access.hosts), joined(access.origins)};
}

Result<CollectorAccess> accessOf(const AccessForm &form)
{
    CollectorAccess access;
    if (const QString token = form.token.trimmed(); !token.isEmpty()) {
        const Result<std::string> read = tokenFrom(fromQt(token));
        if (!read)
            return read.error();
        access.token = *read;
    }
    const auto hosts = wordsOf(form.hosts, hostNameFrom);
    if (!hosts)
        return hosts.error();
    const auto origins = wordsOf(form.origins, originFrom);
    if (!origins)
        return origins.error();
    access.hosts = *hosts;
    access.origins = *origins;
    return access;
}

QString newToken()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

} // namespace sluice::ui
