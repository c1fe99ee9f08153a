// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

namespace sluice::ui {

class TimelineMinimap;

/// The overview as a screen reader sees it: where the window begins, in milliseconds of the session, as a
/// value that can be set; in words, both of its ends.
class MinimapAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    /// Makes QAccessible use this class for every TimelineMinimap. May be called again.
    static void install();

    explicit MinimapAccessible(TimelineMinimap *minimap);

    QString text(QAccessible::Text text) const override;
    void *interface_cast(QAccessible::InterfaceType type) override;
    QStringList actionNames() const override;
    QString localizedActionName(const QString &action) const override;
    void doAction(const QString &action) override;

    QVariant currentValue() const override;
    void setCurrentValue(const QVariant &value) override;
    QVariant maximumValue() const override;
    QVariant minimumValue() const override;
    QVariant minimumStepSize() const override;

private:
    QPointer<TimelineMinimap> m_minimap;
};

} // namespace sluice::ui
