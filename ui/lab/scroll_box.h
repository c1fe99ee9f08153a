// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

class QScrollArea;
class QWidget;

namespace sluice::ui {

/// `content` in an area that scrolls down when it is low, and sideways only when it is narrower than the
/// content can be; keyboard focus brings a field into sight. Becomes the parent of `content`.
QScrollArea *makeScrolled(QWidget *content);

} // namespace sluice::ui
