// SPDX-FileCopyrightText: 2026 The Sluice developers
// SPDX-License-Identifier: MIT

#include "ui/timeline/measure_box.h"

#include "ui/theme/metrics.h"
#include "ui/timeline/range_sums.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace sluice::ui {

namespace {

QLabel *plainLabel(QWidget *parent, Qt::Alignment alignment)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(alignment | Qt::AlignVCenter);
    return label;
}

} // namespace

MeasureBox::MeasureBox(QWidget *parent)
    : QFrame(parent)
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("measureBox"));
    setAccessibleName(tr("Measured range"));
    setFrameStyle(QFrame::Box | QFrame::Plain);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    m_grid->setContentsMargins(metrics::grid, metrics::halfGrid, metrics::grid, metrics::halfGrid);
    m_grid->setHorizontalSpacing(2 * metrics::grid);
    m_grid->setVerticalSpacing(metrics::halfGrid / 2);
    hide();
}

void MeasureBox::showFor(const RangeSums &sums, const QRect &range, const QRect &room)
{
    const auto lines = rangeLines(sums);
    while (m_labels.size() < lines.size()) {
        const auto row = static_cast<int>(m_labels.size());
        m_labels.push_back(plainLabel(this, Qt::AlignLeft));
        m_values.push_back(plainLabel(this, Qt::AlignRight));
        m_grid->addWidget(m_labels.back(), row, 0);
        m_grid->addWidget(m_values.back(), row, 1);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        m_labels[i]->setText(lines[i].label);
        m_values[i]->setText(lines[i].value);
    }
    setAccessibleDescription(rangeSentence(sums));
    m_grid->activate();
    setGeometry(boxBeside(sizeHint(), range, room));
    show();
    raise();
}

QStringList MeasureBox::lines() const
{
    QStringList lines;
    for (std::size_t i = 0; i < m_labels.size() && !isHidden(); ++i)
        lines << QStringLiteral("%1: %2").arg(m_labels[i]->text(), m_values[i]->text());
    return lines;
}

QRect boxBeside(QSize box, const QRect &range, const QRect &room)
{
    constexpr int away = metrics::grid;
    const int rightOf = range.right() + 1 + away;
    const int leftOf = range.left() - away - box.width();
    int left = rightOf;
    if (rightOf + box.width() > room.right() + 1)
        left = leftOf >= room.left() ? leftOf : std::min(range.right(), room.right()) - away - box.width();
    left = std::clamp(left, room.left(), std::max(room.left(), room.right() + 1 - box.width()));
    const int lowest = std::max(room.top(), room.bottom() + 1 - box.height());
    return {QPoint(left, std::clamp(range.top() + away, room.top(), lowest)), box};
}

} // namespace sluice::ui
