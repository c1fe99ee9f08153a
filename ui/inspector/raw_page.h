// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/event_body.h"

#include <QWidget>

class QLabel;

namespace sluice::ui {

class TextPane;

/// A body as it was received, to be read, or saved byte for byte. thread: GUI
class RawPage final : public QWidget
{
    Q_OBJECT
public:
    explicit RawPage(QWidget *parent = nullptr);

    void showBody(const SharedBody &body);
    void clear();

    /// Writes the body; the file appears whole or not at all. Says in the page how it went.
    void saveTo(const QString &path);

private:
    void askWhere();

    SharedBody m_body;
    TextPane *m_text;
    QLabel *m_saved;
};

} // namespace sluice::ui
