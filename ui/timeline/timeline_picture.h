// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "core/base/result.h"

#include <QSize>
#include <QString>

namespace sluice::ui {

class TimelineView;

/// Writes what the timeline shows into a picture of this size in logical pixels: PNG (at twice the size, for
/// paper and large screens) or SVG (real text and rectangles) by the ending of `path`. The file appears whole
/// or not at all. Errors: Usage: another ending, or a size that is not between 1 and 16,384; Io: it cannot be
/// written, with the system's words. Takes some tens of milliseconds whatever the session: it paints what is
/// seen. thread: GUI
Result<void> writePicture(TimelineView &view, const QString &path, QSize size);

} // namespace sluice::ui
