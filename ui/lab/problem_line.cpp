// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/lab/problem_line.h"

#include "ui/theme/severity_colours.h"

#include <QAccessible>
#include <QEvent>

namespace sluice::ui {

ProblemLine::ProblemLine(const QString &name, QWidget *parent)
    : QLabel(parent)
{
    setObjectName(name);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void ProblemLine::say(const QString &problem, Severity severity)
{
    const bool isNews = !problem.isEmpty() && problem != text();
    m_severity = severity;
    setText(problem);
    setVisible(!problem.isEmpty());
    colour();
    if (isNews) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void ProblemLine::colour()
{
    const QWidget *ground = parentWidget() ? parentWidget() : this;
    const QColor wanted = severityText(m_severity, ground->palette());
    QPalette colours = palette();
    if (colours.color(QPalette::WindowText) == wanted)
        return;
    colours.setColor(QPalette::WindowText, wanted);
    setPalette(colours);
}

void ProblemLine::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

} // namespace sluice::ui
