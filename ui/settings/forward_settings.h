// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QSettings>
#include <QString>

namespace sluice::ui {

/// Where received sessions go on to, from one run to the next: for each data directory apart, so that what
/// one receives is not sent where another's goes. Never the key: that has a file of its own
/// (core/forward/forward_target.h). thread: GUI.
class ForwardSettings final
{
public:
    /// `file` empty = the standard place, as WindowSettings.
    explicit ForwardSettings(const QString &dataDir, const QString &file = {});

    bool isOn() const;
    void setOn(bool on);

    QString endpoint() const;
    QString wire() const; ///< "agentops" or "otlp"
    void setTarget(const QString &endpoint, const QString &wire);

private:
    QSettings m_settings;
};

} // namespace sluice::ui
