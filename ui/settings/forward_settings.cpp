// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/settings/forward_settings.h"

#include "ui/settings/window_settings.h"

#include <QCryptographicHash>

namespace sluice::ui {

namespace {

constexpr const char *onKey = "on";
constexpr const char *endpointKey = "endpoint";
constexpr const char *wireKey = "wire";

/// A path is no name of a group: a slash would part it.
QString groupOf(const QString &dataDir)
{
    const QByteArray digest = QCryptographicHash::hash(dataDir.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("forward/") + QString::fromLatin1(digest.toHex().first(16));
}

} // namespace

ForwardSettings::ForwardSettings(const QString &dataDir, const QString &file)
    : m_settings(file.isEmpty() ? WindowSettings::standardFile() : file, QSettings::IniFormat)
{
    m_settings.beginGroup(groupOf(dataDir));
}

bool ForwardSettings::isOn() const
{
    return m_settings.value(QLatin1String(onKey), false).toBool();
}

void ForwardSettings::setOn(bool on)
{
    m_settings.setValue(QLatin1String(onKey), on);
}

QString ForwardSettings::endpoint() const
{
    return m_settings.value(QLatin1String(endpointKey)).toString();
}

QString ForwardSettings::wire() const
{
    return m_settings.value(QLatin1String(wireKey), QStringLiteral("agentops")).toString();
}

void ForwardSettings::setTarget(const QString &endpoint, const QString &wire)
{
    m_settings.setValue(QLatin1String(endpointKey), endpoint);
    m_settings.setValue(QLatin1String(wireKey), wire);
}

} // namespace sluice::ui
