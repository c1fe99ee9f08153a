// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QFrame>

class QVBoxLayout;

namespace sluice::ui {

/// A frame with a heading and a sentence below it, for the start page.
class Card final : public QFrame
{
    Q_OBJECT
public:
    Card(const QString &heading, const QString &sentence, QWidget *parent);

    /// For what the card offers, below its sentence.
    QVBoxLayout *content() { return m_content; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *m_content;
};

} // namespace sluice::ui
