// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/analysis/diff_view.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/theme/severity_colours.h"

#include <QEvent>
#include <QFontDatabase>
#include <QTextBlock>
#include <QTextCursor>

namespace sluice::ui {

namespace {

constexpr int groundAlpha = 40;

QString lineText(const DiffLine &line)
{
    switch (line.kind) {
    case DiffLine::Kind::Removed:
        return QStringLiteral("- ") + toQt(line.text);
    case DiffLine::Kind::Added:
        return QStringLiteral("+ ") + toQt(line.text);
    case DiffLine::Kind::Same:
        break;
    }
    return QStringLiteral("  ") + toQt(line.text);
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("promptDiff"));
    setAccessibleName(tr("Differences of the prompts"));
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
}

void DiffView::showDiff(const LineDiff &diff)
{
    m_diff = diff;
    m_hasDiff = true;
    fill();
}

void DiffView::showMessage(const QString &message)
{
    m_hasDiff = false;
    m_diff = {};
    setPlainText(message);
}

void DiffView::fill()
{
    QStringList lines;
    for (std::size_t i = 0; i < m_diff.lines.size() && i < mostLines; ++i)
        lines << lineText(m_diff.lines[i]).remove(QLatin1Char('\n'));
    if (m_diff.lines.size() > mostLines)
        lines << tr("… showing %1 of %2 lines").arg(numberText(mostLines), numberText(m_diff.lines.size()));
    setPlainText(lines.join(QLatin1Char('\n')));
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    QTextBlock block = document()->begin();
    for (std::size_t i = 0; i < m_diff.lines.size() && i < mostLines && block.isValid();
         ++i, block = block.next()) {
        const DiffLine::Kind kind = m_diff.lines[i].kind;
        if (kind == DiffLine::Kind::Same)
            continue;
        QColor ground
            = severityFill(kind == DiffLine::Kind::Added ? Severity::Ok : Severity::Critical, palette());
        ground.setAlpha(groundAlpha);
        QTextBlockFormat format;
        format.setBackground(ground);
        cursor.setPosition(block.position());
        cursor.setBlockFormat(format);
    }
    cursor.endEditBlock();
}

void DiffView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_hasDiff)
        fill();
}

} // namespace sluice::ui
