// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/form_fields.h"

#include "ui/lab/named_combo_box.h"
#include "ui/models/words.h"

#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>

namespace sluice::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("FormFields", text);
}

/// Shows 12.5 as "12.5" and 1,000 as "1,000".
class DecimalSpin final : public QDoubleSpinBox
{
public:
    using QDoubleSpinBox::QDoubleSpinBox;

    QString textFromValue(double value) const override
    {
        QString text = QDoubleSpinBox::textFromValue(value);
        const QChar point = locale().decimalPoint().front();
        if (!text.contains(point))
            return text;
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        return text.endsWith(point) ? text.chopped(1) : text;
    }
};

template <typename Spin>
Spin *makeNumber(const NumberField &field, QWidget *parent)
{
    auto *spin = new Spin(parent);
    spin->setObjectName(QLatin1String(field.name));
    spin->setAccessibleName(withoutMnemonic(field.label));
    spin->setRange(field.least, field.most);
    spin->setSingleStep(field.step);
    spin->setGroupSeparatorShown(true);
    spin->setAlignment(Qt::AlignRight);
    spin->setSuffix(field.unit);
    spin->setSpecialValueText(field.zeroWord);
    spin->setToolTip(field.tip);
    spin->setAccessibleDescription(field.tip);
    return spin;
}

} // namespace

QSpinBox *makeSpin(const NumberField &field, QWidget *parent)
{
    return makeNumber<QSpinBox>(field, parent);
}

QDoubleSpinBox *makeDecimal(const NumberField &field, QWidget *parent)
{
    auto *spin = makeNumber<DecimalSpin>(field, parent);
    spin->setDecimals(3);
    return spin;
}

QComboBox *makePolicyBox(const char *name, QWidget *parent)
{
    auto *box = new NamedComboBox(tr("Policy"), parent);
    box->setObjectName(QLatin1String(name));
    box->setToolTip(tr("What record() does when the queue is full"));
    for (const OverflowPolicy policy : {OverflowPolicy::Block, OverflowPolicy::DropNewest,
             OverflowPolicy::DropOldest, OverflowPolicy::Spill})
        box->addItem(policyText(policy), static_cast<int>(policy));
    return box;
}

QComboBox *makeEndStateBox(const char *name, QWidget *parent)
{
    auto *box = new NamedComboBox(tr("End state"), parent);
    box->setObjectName(QLatin1String(name));
    box->setToolTip(tr("How the burst's session ends"));
    for (const EndState state : {EndState::Success, EndState::Fail, EndState::Indeterminate})
        box->addItem(endStateText(state), static_cast<int>(state));
    return box;
}

void choose(QComboBox *box, int value)
{
    if (const int index = box->findData(value); index >= 0)
        box->setCurrentIndex(index);
}

QLabel *makeTextLine(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
    return label;
}

QString withoutMnemonic(QString label)
{
    return label.remove(QLatin1Char('&'));
}

} // namespace sluice::ui
