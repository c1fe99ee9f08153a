// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/named_combo_box.h"

#include <QAbstractItemView>
#include <QAccessibleWidget>
#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace sluice::ui {

namespace {

class NamedComboBoxAccessible final : public QAccessibleWidget
{
public:
    explicit NamedComboBoxAccessible(NamedComboBox *box)
        : QAccessibleWidget(box, QAccessible::ComboBox)
        , m_box(box)
    { }

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_box->currentText() : QAccessibleWidget::text(kind);
    }

    int childCount() const override { return 1; }
    QAccessibleInterface *child(int index) const override
    {
        return index == 0 ? QAccessible::queryAccessibleInterface(m_box->view()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child && child->object() == m_box->view() ? 0 : -1;
    }

    QStringList actionNames() const override { return {showMenuAction(), pressAction()}; }
    void doAction(const QString &action) override
    {
        if (!actionNames().contains(action))
            return;
        if (m_box->view()->isVisible())
            m_box->hidePopup();
        else
            m_box->showPopup();
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    NamedComboBox *m_box;
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *box = qobject_cast<NamedComboBox *>(object);
    return box ? new NamedComboBoxAccessible(box) : nullptr;
}

} // namespace

NamedComboBox::NamedComboBox(const QString &name, QWidget *parent)
    : QComboBox(parent)
{
    [[maybe_unused]] static const bool installed = (QAccessible::installFactory(makeAccessible), true);
    setAccessibleName(name);
}

void NamedComboBox::paintEvent(QPaintEvent *)
{
    constexpr int besideIcon = 6; // QCommonStyle: 4 between icon and text, and 1 on each side
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const QRect field
        = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
    const int icon = option.currentIcon.isNull() ? 0 : option.iconSize.width() + besideIcon;
    option.currentText
        = fontMetrics().elidedText(option.currentText, Qt::ElideRight, field.width() - icon - 2);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

} // namespace sluice::ui
