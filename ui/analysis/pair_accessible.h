// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/comparison_reader.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

#include <memory>

namespace sluice::ui {

class PairView;

/// A bar of one of the two waterfalls.
struct PairBarKey
{
    int side = 0;
    EventIndex event = noEvent;

    bool operator==(const PairBarKey &) const = default;
};

inline size_t qHash(const PairBarKey &key, size_t seed = 0)
{
    return qHashMulti(seed, key.side, key.event);
}

/// Two waterfalls as a screen reader sees them: the bars in sight, the first session's and then the second's,
/// named by their pair. Pressing one chooses its pair.
class PairAccessible final : public QAccessibleWidget
{
public:
    /// Makes QAccessible use this class for every PairView. May be called again.
    static void install();

    explicit PairAccessible(PairView *view);
    ~PairAccessible() override;
    PairAccessible(const PairAccessible &) = delete;
    PairAccessible &operator=(const PairAccessible &) = delete;

    int childCount() const override;
    QAccessibleInterface *child(int index) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    int indexOfChild(const QAccessibleInterface *child) const override;

private:
    QList<PairBarKey> bars() const;
    QAccessibleInterface *part(const PairBarKey &key) const;
    void forgetParts() const;

    PairView *m_view;
    mutable std::shared_ptr<const ComparedSessions> m_of; ///< what m_parts are parts of
    mutable QHash<PairBarKey, QAccessible::Id> m_parts; ///< owned by QAccessible's cache
};

/// One bar. See PairAccessible.
class PairBar final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    PairBar(PairView *view, const PairBarKey &key);

    const PairBarKey &key() const { return m_key; }

    bool isValid() const override;
    QObject *object() const override { return nullptr; }
    QWindow *window() const override;
    QRect rect() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QString text(QAccessible::Text text) const override;
    void setText(QAccessible::Text, const QString &) override { }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &action) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    std::size_t pair() const;

    QPointer<PairView> m_view;
    std::weak_ptr<const ComparedSessions> m_of; ///< another comparison has other bars
    PairBarKey m_key;
};

} // namespace sluice::ui
