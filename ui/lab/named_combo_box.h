// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QComboBox>

namespace sluice::ui {

/// A combo box whose accessible name is its own and whose value is the chosen text. Qt 6.4 gives the chosen
/// text as the name on Unix and leaves the name to the label beside it. A text that is too long ends with an
/// ellipsis, so that nobody takes its beginning for all of it.
class NamedComboBox final : public QComboBox
{
    Q_OBJECT
public:
    explicit NamedComboBox(const QString &name, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sluice::ui
