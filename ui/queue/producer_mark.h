// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/queue_picture_text.h"

class QPainter;
class QPalette;
class QRectF;

namespace sluice::ui {

/// What a producer does, as a sign of its own for each state: a filled arrow, two bars, a ring.
void paintProducerMark(QPainter &painter, const QRectF &rect, ProducerState state, const QPalette &palette);

} // namespace sluice::ui
