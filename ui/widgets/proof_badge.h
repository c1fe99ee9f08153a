// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/model/proof.h"
#include "ui/theme/event_palette.h"

#include <QIcon>
#include <QWidget>

class QPainter;

namespace sluice::ui {

/// How much a person should care about this word.
Severity severityOf(Proof proof);

/// The badge's icon, filling the square `rect`: each proof has a shape of its own, so that it is read without
/// colour. `ink` in place of its severity's colour when it is valid: on a selection.
void paintProofIcon(
    QPainter &painter, const QRectF &rect, Proof proof, const QPalette &palette, const QColor &ink = {});

/// The same as an icon of `side` pixels, for a list; in the colour of a selection's text where it is
/// selected.
QIcon proofIcon(Proof proof, const QPalette &palette, int side);

/// A session's proof badge: icon and word, and the reason as its tip. Hidden until it is given one.
/// thread: GUI
class ProofBadge final : public QWidget
{
    Q_OBJECT
public:
    explicit ProofBadge(QWidget *parent = nullptr);

    /// `word` and `reason` are plain text.
    void showProof(Proof proof, const QString &word, const QString &reason);
    void clear();

    Proof proof() const { return m_proof; }
    const QString &word() const { return m_word; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int iconSide() const;

    Proof m_proof = Proof::Running;
    QString m_word;
};

} // namespace sluice::ui
