// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/life_line_text.h"

#include <QRectF>
#include <QWidget>

#include <vector>

namespace sluice::ui {

/// One stretch of the bar.
struct LifePiece
{
    LifeSpan span;
    QRectF rect;
};

/// Divides `area` as the stretches last; each is at least `least` wide, so that none vanishes beside a long
/// one, as far as there is room for that.
std::vector<LifePiece> lifePieces(const std::vector<LifeSpan> &spans, const QRectF &area, qreal least);

/// An event's life as a bar, a stretch for each state, with the time in it where it fits and as its tip. Each
/// state has a pattern beside its colour. The same stands in the table beside it; in words it is the
/// accessible description. thread: GUI
class LifeBar final : public QWidget
{
    Q_OBJECT
public:
    explicit LifeBar(QWidget *parent = nullptr);

    void showLife(const LifeLineText &life);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    std::vector<LifePiece> pieces() const;

    std::vector<LifeSpan> m_spans;
};

} // namespace sluice::ui
