// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#pragma once

#include "ui/models/connect_lines.h"

#include <QList>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QTabBar;
class QVBoxLayout;

namespace sluice::ui {

class CodeBox;

/// Which SDK, which shell, and the lines to copy for them. thread: GUI.
class LinesPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit LinesPanel(QWidget *parent);

    /// Where the lines lead; `target.isKeyAsked`: its key is a secret, which is copied and not shown.
    /// `isDockerAllowed`: the collector answers to the name that Docker Desktop's containers call it by.
    void setTarget(const ConnectTarget &target, bool isDockerAllowed);

    SdkKind sdk() const;
    ShellKind shell() const;
    void choose(SdkKind sdk, ShellKind shell);

Q_SIGNALS:
    /// The collector shall answer to `host` too.
    void hostAsked(const QString &host);

private:
    QWidget *buildRight();
    void showChoice();
    void showPieces();
    void showNotes();

    ConnectTarget m_target;
    bool m_isDockerAllowed = false;
    QListWidget *m_sdks;
    QTabBar *m_shells;
    QVBoxLayout *m_column = nullptr;
    QList<CodeBox *> m_boxes;
    QPushButton *m_allow = nullptr;
    QLabel *m_notes = nullptr;
    QLabel *m_elsewhere = nullptr;
};

} // namespace sluice::ui
