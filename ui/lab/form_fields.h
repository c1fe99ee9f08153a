// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

class QAbstractSpinBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSpinBox;
class QWidget;

namespace sluice::ui {

/// What a number's field shows.
struct NumberField
{
    const char *name = ""; ///< the object's
    QString label; ///< with its mnemonic; without it the accessible name
    int least = 0;
    int most = 0;
    int step = 1;
    QString unit{}; ///< behind the number, with its blank
    QString tip{};
    QString zeroWord{}; ///< stands for the least value
};

QSpinBox *makeSpin(const NumberField &field, QWidget *parent);

/// With up to three decimals.
QDoubleSpinBox *makeDecimal(const NumberField &field, QWidget *parent);

/// The four overflow policies; an entry's data is the policy's number.
QComboBox *makePolicyBox(const char *name, QWidget *parent);

/// The three end states; an entry's data is the state's number.
QComboBox *makeEndStateBox(const char *name, QWidget *parent);

/// Chooses the entry with this data; none: nothing changes.
void choose(QComboBox *box, int value);

/// A wrapped line of plain text that can be selected, and takes no focus.
QLabel *makeTextLine(const char *name, QWidget *parent);

/// "&Max wait" without its mnemonic.
QString withoutMnemonic(QString label);

} // namespace sluice::ui
