// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/connect/lines_panel.h"

#include "ui/connect/code_box.h"
#include "ui/connect/table_look.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace sluice::ui {

namespace {

constexpr int readableWidth = 880;

/// What stands in place of a secret.
QString hidden()
{
    return QString(8, QChar(0x2022));
}

/// "• one\n• two".
QString bulleted(const QStringList &sentences)
{
    return sentences.isEmpty() ? QString() : QStringLiteral("• ") + sentences.join(QStringLiteral("\n• "));
}

} // namespace

LinesPanel::LinesPanel(QWidget *parent)
    : QWidget(parent)
    , m_sdks(new QListWidget(this))
    , m_shells(new QTabBar(this))
{
    m_sdks->setObjectName(QStringLiteral("sdks"));
    m_sdks->setAccessibleName(tr("SDK"));
    m_sdks->setUniformItemSizes(true);
    m_sdks->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    int widest = 0;
    for (const SdkKind sdk : allSdkKinds) {
        const int width = m_sdks->fontMetrics().horizontalAdvance(sdkName(sdk));
        auto *item = new QListWidgetItem(sdkName(sdk), m_sdks);
        item->setSizeHint(QSize(width, metrics::listRowHeight));
        widest = std::max(widest, width);
    }
    m_sdks->setFixedWidth(widest + m_sdks->verticalScrollBar()->sizeHint().width() + 2 * metrics::grid);
    m_shells->setObjectName(QStringLiteral("shells"));
    m_shells->setAccessibleName(tr("Shell or file"));
    m_shells->setDrawBase(false);
    m_shells->setExpanding(false);
    m_shells->setFocusPolicy(Qt::StrongFocus);
    for (const ShellKind shell : allShellKinds)
        m_shells->addTab(shellName(shell));
    m_shells->setTabToolTip(0, tr("And zsh, and every POSIX shell"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    row->addWidget(m_sdks);
    row->addWidget(buildRight(), 1);
    m_sdks->setCurrentRow(0);
    connect(m_sdks, &QListWidget::currentRowChanged, this, &LinesPanel::showChoice);
    connect(m_shells, &QTabBar::currentChanged, this, &LinesPanel::showChoice);
    showChoice();
}

QWidget *LinesPanel::buildRight()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(scroll);
    inside->setMaximumWidth(readableWidth);
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, metrics::grid, 0);
    m_column->setSpacing(metrics::grid);
    m_notes = noteLabel(QStringLiteral("notes"), inside);
    m_elsewhere = noteLabel(QStringLiteral("notRedirected"), inside);
    m_allow = new QPushButton(inside);
    m_allow->setObjectName(QStringLiteral("allowDocker"));
    m_allow->setText(tr("&Allow %1").arg(QLatin1String(dockerHostName)));
    m_allow->setToolTip(tr("The collector answers to this name too from then on; it stays on loopback."));
    connect(
        m_allow, &QPushButton::clicked, this, [this] { Q_EMIT hostAsked(QLatin1String(dockerHostName)); });
    m_column->addWidget(m_allow, 0, Qt::AlignLeft);
    m_column->addWidget(m_notes);
    m_column->addWidget(m_elsewhere);
    m_column->addStretch(1);
    scroll->setWidget(inside);

    auto *right = new QWidget(this);
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::halfGrid);
    layout->addWidget(m_shells);
    layout->addWidget(scroll, 1);
    return right;
}

SdkKind LinesPanel::sdk() const
{
    return allSdkKinds.at(static_cast<std::size_t>(std::max(m_sdks->currentRow(), 0)));
}

ShellKind LinesPanel::shell() const
{
    return allShellKinds.at(static_cast<std::size_t>(std::max(m_shells->currentIndex(), 0)));
}

void LinesPanel::choose(SdkKind sdk, ShellKind shell)
{
    m_sdks->setCurrentRow(static_cast<int>(std::ranges::find(allSdkKinds, sdk) - allSdkKinds.begin()));
    m_shells->setCurrentIndex(
        static_cast<int>(std::ranges::find(allShellKinds, shell) - allShellKinds.begin()));
}

void LinesPanel::setTarget(const ConnectTarget &target, bool isDockerAllowed)
{
    m_target = target;
    m_isDockerAllowed = isDockerAllowed;
    showChoice();
}

void LinesPanel::showChoice()
{
    const QSignalBlocker quiet(m_shells);
    if (!isOffered(sdk(), shell()))
        m_shells->setCurrentIndex(0); // first: a tab bar leaves a disabled tab by itself, for any other
    for (std::size_t i = 0; i < allShellKinds.size(); ++i)
        m_shells->setTabEnabled(static_cast<int>(i), isOffered(sdk(), allShellKinds.at(i)));
    showPieces();
    showNotes();
}

void LinesPanel::showPieces()
{
    ConnectTarget seen = m_target;
    if (seen.isKeyAsked)
        seen.key = hidden();
    const QList<ConnectPiece> shown = connectPieces(sdk(), shell(), seen);
    const QList<ConnectPiece> copied = connectPieces(sdk(), shell(), m_target);
    while (m_boxes.size() < copied.size()) {
        auto *box = new CodeBox(this);
        m_column->insertWidget(static_cast<int>(m_boxes.size()), box);
        m_boxes += box;
    }
    for (qsizetype i = 0; i < m_boxes.size(); ++i) {
        m_boxes[i]->setVisible(i < copied.size());
        if (i < copied.size())
            m_boxes[i]->setLines(copied[i].heading, shown[i].text, copied[i].text);
    }
}

void LinesPanel::showNotes()
{
    m_notes->setText(bulleted(connectNotes(sdk(), shell(), m_target)));
    m_notes->setVisible(!m_notes->text().isEmpty());
    m_allow->setVisible(shell() == ShellKind::DockerDesktop && !m_isDockerAllowed);
    const QStringList elsewhere = notRedirected(sdk());
    m_elsewhere->setText(elsewhere.isEmpty()
            ? QString()
            : tr("Does not come here, whatever is set:") + QLatin1Char('\n') + bulleted(elsewhere));
    m_elsewhere->setVisible(!elsewhere.isEmpty());
}

} // namespace sluice::ui
