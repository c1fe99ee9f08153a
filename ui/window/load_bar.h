// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;

namespace sluice::ui {

class ShownSession;

/// How far a stored session has been read, with a way to stop it; a place in the status bar, hidden when
/// nothing is read. thread: GUI.
class LoadBar final : public QWidget
{
    Q_OBJECT
public:
    /// `shown` outlives it.
    LoadBar(ShownSession &shown, QWidget *parent);

private:
    void showProgress(quint64 read, quint64 total);
    void showEnd();

    ShownSession &m_shown;
    QLabel *m_text;
    QProgressBar *m_bar;
    QWidget *m_stop;
};

} // namespace sluice::ui
