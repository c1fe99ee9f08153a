// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/inspector/text_pane.h"

#include "ui/bridge/convert.h"
#include "ui/models/format.h"
#include "ui/models/visible_text.h"
#include "ui/theme/metrics.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sluice::ui {

namespace {

/// With line breaks after `longest` characters; `broken` becomes true when there are any.
QString brokenLines(const QString &text, qsizetype longest, bool &broken)
{
    QString lines;
    lines.reserve(text.size() + text.size() / longest + 1);
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype newLine = text.indexOf(u'\n', at);
        const qsizetype end = newLine < 0 ? text.size() : newLine;
        while (end - at > longest) {
            const qsizetype cut = text[at + longest - 1].isHighSurrogate() ? longest - 1 : longest;
            lines += QStringView(text).mid(at, cut);
            lines += u'\n';
            at += cut;
            broken = true;
        }
        lines += QStringView(text).mid(at, end - at + 1);
        at = end + 1;
    }
    return lines;
}

std::string_view beginning(std::string_view text, std::size_t bytes)
{
    std::size_t end = std::min(bytes, text.size());
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

} // namespace

TextPane::TextPane(const QString &name, const QString &objectName, QWidget *parent)
    : QWidget(parent)
    , m_field(new QPlainTextEdit(this))
    , m_note(new QLabel(this))
    , m_all(new QPushButton(this))
    , m_foot(new QWidget(this))
{
    m_field->setObjectName(objectName);
    m_field->setAccessibleName(name);
    m_field->setReadOnly(true);
    m_field->setUndoRedoEnabled(false);
    m_field->setTabChangesFocus(true);
    m_field->setFrameShape(QFrame::NoFrame);
    m_field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_field->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_field->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_note->setObjectName(objectName + QStringLiteral("Note"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_all->setObjectName(objectName + QStringLiteral("All"));
    connect(m_all, &QPushButton::clicked, this, &TextPane::showAll);
    auto *foot = new QHBoxLayout(m_foot);
    foot->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    foot->addWidget(m_note, 1);
    foot->addWidget(m_all);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_foot);
    clear();
}

void TextPane::addButton(QPushButton *button)
{
    m_foot->layout()->addWidget(button);
}

void TextPane::showText(std::shared_ptr<const void> owner, std::string_view text)
{
    m_owner = std::move(owner);
    m_text = text;
    const std::string_view shown = beginning(m_text, firstBytes);
    const bool isCut = shown.size() < m_text.size();
    m_all->setText(tr("Show &all %1").arg(bytesText(m_text.size())));
    m_all->setVisible(isCut);
    put(shown);
    if (isCut)
        m_note->setText(tr("first %1 of %2").arg(bytesText(shown.size()), bytesText(m_text.size())));
}

void TextPane::clear()
{
    showText({}, {});
}

void TextPane::showAll()
{
    const bool hadFocus = m_all->hasFocus();
    m_all->hide();
    put(m_text);
    if (hadFocus)
        m_field->setFocus();
}

void TextPane::put(std::string_view text)
{
    bool isBroken = false;
    m_field->setPlainText(brokenLines(visibleText(toQt(text)), longestLine, isBroken));
    m_note->setText(isBroken
            ? tr("%1; lines are broken after %2 characters, here only")
                  .arg(bytesText(text.size()), numberText(static_cast<std::uint64_t>(longestLine)))
            : bytesText(text.size()));
}

} // namespace sluice::ui
